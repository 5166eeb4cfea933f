"""The collections of `inbox`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

INBOX: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="conversations",
        owner="inbox",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "prospect_id", "channel"), unique=True),
            Index(keys=("workspace_id", "-last_message_at", "-_id")),
            Index(keys=("workspace_id", "label", "-last_message_at", "-_id")),
            Index(keys=("workspace_id", "campaign_id", "step_id", "flags")),
            Index(keys=("doubt_until",), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            name: PersonalData(
                category="correspondence with the prospect",
                purpose="reply_follow_up",
                retention="prospect-3-years",
            )
            for name in ("subject", "preview", "quote", "label", "flags")
        },
    ),
    CollectionSpec(
        name="messages",
        owner="inbox",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "provider_id"), unique=True, present="provider_id"),
            Index(keys=("workspace_id", "conversation_id", "_id")),
            Index(keys=("state", "held_until"), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            name: PersonalData(
                category="correspondence with the prospect",
                purpose="reply_follow_up",
                retention="prospect-3-years",
            )
            for name in ("from_name", "subject", "text", "quoted", "quote", "label", "author")
        },
    ),
    CollectionSpec(
        name="answer_drafts",
        owner="inbox",
        person=PersonRows(by="prospect_id"),
        indexes=(Index(keys=("workspace_id", "conversation_id", "-_id")),),
        personal={
            name: PersonalData(
                category="proposed answers and the words they rest on",
                purpose="drafting",
                retention="prospect-3-years",
            )
            for name in ("lines", "heard", "warnings")
        },
    ),
)


INBOX_ACCESS = CollectionSpec(
    name="mailbox_accesses",
    owner="inbox",
    person=PersonRows(by="prospect_id"),
    indexes=(Index(keys=("workspace_id", "sender_id", "-_id")),),
    personal={
        "prospect_id": PersonalData(
            category="that a mail of this person was read",
            purpose="reply_follow_up",
            retention="prospect-3-years",
        )
    },
)
