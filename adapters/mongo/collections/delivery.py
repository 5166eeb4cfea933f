"""The collections of `delivery`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

DELIVERY: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="actions",
        owner="delivery",
        person=PersonRows(
            by="prospect_id",
            blanks={
                "subject": "",
                "receipt": None,
                "refs": [],
                "recipient_ref": "",
                "withdrawal_ref": "",
            },
        ),
        indexes=(
            Index(keys=("workspace_id", "intent"), unique=True),
            Index(keys=("workspace_id", "prospect_id", "state")),
            Index(keys=("workspace_id", "enrolment_id", "state")),
            Index(keys=("workspace_id", "campaign_id", "state", "next_at")),
            Index(keys=("workspace_id", "sender_id", "state", "next_at")),
            Index(keys=("workspace_id", "sender_id", "sent_at")),
            Index(keys=("workspace_id", "campaign_id", "sent_at")),
            Index(keys=("workspace_id", "opposed_at")),
            Index(keys=("workspace_id", "state", "_id")),
            Index(keys=("workspace_id", "refs")),
            Index(keys=("workspace_id", "recipient_ref"), present="recipient_ref"),
            Index(keys=("workspace_id", "_id")),
            Index(keys=("state", "next_at"), no_workspace_because="workers serve all"),
            Index(keys=("state", "lease_until"), no_workspace_because="workers serve all"),
            Index(keys=("state", "deadline"), no_workspace_because="workers serve all"),
            Index(keys=("state", "reconcile_at"), no_workspace_because="workers serve all"),
        ),
        personal={
            name: PersonalData(category=category, purpose="outreach", retention="proof-of-sending")
            for name, category in (
                ("subject", "subject of a sent message"),
                ("receipt", "provider ids of a sent message"),
                ("refs", "provider ids of a sent message"),
                ("withdrawal_ref", "provider id of an invitation taken back"),
                ("recipient_ref", "address or LinkedIn id a message went to"),
            )
        },
    ),
    CollectionSpec(
        name="attempts",
        owner="delivery",
        person=PersonRows(by="action_id", via="actions", blanks={"receipt": None}),
        indexes=(
            Index(keys=("workspace_id", "action_id", "number")),
            Index(keys=("workspace_id", "_id")),
        ),
        personal={
            "receipt": PersonalData(
                category="provider ids of a sent message",
                purpose="outreach",
                retention="proof-of-sending",
            )
        },
    ),
    CollectionSpec(
        name="recipient_gates",
        owner="delivery",
        person=PersonRows(
            by="prospect_id", kept_because="keeps the door shut for what is already on its way"
        ),
        indexes=(
            Index(keys=("workspace_id", "prospect_id"), unique=True),
            Index(keys=("look_at",), no_workspace_because="the janitor serves all"),
        ),
        personal={
            name: PersonalData(category=category, purpose="outreach", retention="with-suppression")
            for name, category in (
                ("opposed_at", "when the person objected"),
                ("replied_at", "when the person answered"),
                ("bounced_at", "when the address failed"),
                ("last_mail_at", "when the person was last written to"),
                ("withdrawn_at", "when an invitation to the person was taken back"),
            )
        },
    ),
    CollectionSpec(
        name="account_gates",
        owner="delivery",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("look_at",), no_workspace_because="the janitor serves all"),
        ),
        no_personal_data_because="attempt ids and instants of one account",
    ),
    CollectionSpec(
        name="cap_doors",
        owner="delivery",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="attempt ids and instants; companies and people by digest alone",
    ),
    CollectionSpec(
        name="sending_rules",
        owner="delivery",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "changes": PersonalData(
                category="which user set which sending limits, and why",
                purpose="outreach",
                retention="account",
            )
        },
    ),
    CollectionSpec(
        name="stops",
        owner="delivery",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "flips": PersonalData(
                category="which user stopped or restarted the sending, and why",
                purpose="outreach",
                retention="account",
            )
        },
    ),
    CollectionSpec(
        name="senders",
        owner="delivery",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(
                keys=("account_ref",),
                unique=True,
                present="account_ref",
                no_workspace_because="one account belongs to one workspace only (SND-8)",
            ),
            Index(
                keys=("address",),
                present="address",
                no_workspace_because="a complaint names the address it came from",
            ),
            Index(
                keys=("link_digest",),
                present="link_digest",
                no_workspace_because="the token of the link says which workspace",
            ),
        ),
        personal={
            name: PersonalData(category=category, purpose="outreach", retention="account")
            for name, category in (
                ("address", "address of a user's mailbox or profile"),
                ("display_name", "name of a user"),
                ("account_ref", "vendor id of a user's account"),
                ("announced_ref", "vendor id of a user's account"),
            )
        },
    ),
)
