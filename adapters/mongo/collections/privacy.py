"""The collections of `privacy`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

# Published texts are files of the release: docs/legal.
PRIVACY: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="rights_requests",
        owner="privacy",
        person=PersonRows(by="prospect_id", blanks={"requester": "", "message": ""}),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "prospect_id")),
            Index(
                keys=("warns_at",),
                no_workspace_because="the sweep of deadlines serves all",
            ),
        ),
        personal={
            name: PersonalData(category=category, purpose="rights", retention="proof-5-years")
            for name, category in (
                ("requester", "address to answer a request to"),
                ("message", "what a person asks"),
            )
        },
    ),
    CollectionSpec(
        name="rights_intakes",
        owner="privacy",
        indexes=(
            Index(
                keys=("is_forwarded", "_id"),
                no_workspace_because="whose request it is, is learnt by looking",
            ),
        ),
        personal={
            name: PersonalData(category=category, purpose="rights", retention="intake-90-days")
            for name, category in (
                ("email", "address typed into the public form"),
                ("message", "what a person asks"),
            )
        },
        person=PersonRows(by="email", holds_words=True),
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="deletion_receipts",
        owner="privacy",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="counts, reasons and instants; the scope is a fresh id",
    ),
    CollectionSpec(
        name="person_clocks",
        owner="privacy",
        person=PersonRows(by="_id"),
        indexes=(
            Index(keys=("workspace_id", "inform_by")),
            Index(keys=("inform_by", "_id"), no_workspace_because="the sweep serves all"),
            Index(keys=("keep_until", "_id"), no_workspace_because="the sweep serves all"),
        ),
        personal={
            "last_contact_at": PersonalData(
                category="when the person last spoke", purpose="rights", retention="prospect"
            )
        },
    ),
    CollectionSpec(
        name="change_notices",
        owner="privacy",
        indexes=(
            Index(keys=("workspace_id", "announced_at")),
            Index(
                keys=("change.effective_on", "version"),
                no_workspace_because="the sweep serves all",
            ),
        ),
        personal={
            "deliveries": PersonalData(
                category="which member was told of a change, and when",
                purpose="contract",
                retention="proof-5-years",
            )
        },
    ),
    CollectionSpec(
        name="audit_requests",
        owner="privacy",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "asked_by": PersonalData(
                category="member who asked for an audit",
                purpose="contract",
                retention="proof-5-years",
            )
        },
    ),
    CollectionSpec(
        name="authority_requests",
        owner="privacy",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="an authority, what it wants and when the client was told",
    ),
    CollectionSpec(
        name="purge_holds",
        owner="privacy",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="why a workspace is not purged yet, and until when",
    ),
    CollectionSpec(
        name="notice_pilots",
        owner="privacy",
        indexes=(),
        no_personal_data_because="one order of the workspace",
    ),
    CollectionSpec(
        name="own_notices",
        owner="privacy",
        person=PersonRows(by="prospect_id"),
        indexes=(Index(keys=("workspace_id", "prospect_id")),),
        personal={
            "text": PersonalData(
                category="notice sent to the person", purpose="rights", retention="prospect"
            ),
            "html": PersonalData(
                category="notice sent to the person", purpose="rights", retention="prospect"
            ),
        },
    ),
    CollectionSpec(
        name="incidents",
        owner="privacy",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("is_open", "_id"), no_workspace_because="the clock of 48 hours serves all"),
        ),
        no_personal_data_because="facts of an incident; people are counted, not named",
    ),
    CollectionSpec(
        name="exports",
        owner="privacy",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("made_at",), no_workspace_because="the sweep of files serves all"),
        ),
        personal={
            "ordered_by": PersonalData(
                category="member who took a file out", purpose="rights", retention="account"
            )
        },
    ),
    CollectionSpec(
        name="closed_workspaces",
        owner="privacy",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="name and country of a company, instants, where the receipt is",
    ),
)
