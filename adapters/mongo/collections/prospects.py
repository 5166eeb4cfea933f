"""The collections of `prospects`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

PROSPECTS = (
    CollectionSpec(
        name="prospects",
        owner="prospects",
        person=PersonRows(by="_id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "identities"), unique=True),
            Index(keys=("workspace_id", "by_score")),
            Index(keys=("workspace_id", "by_name")),
            Index(keys=("workspace_id", "by_activity")),
            Index(keys=("workspace_id", "stage", "by_score")),
            Index(keys=("workspace_id", "verdict", "by_score")),
            Index(keys=("workspace_id", "tags")),
            Index(keys=("workspace_id", "keys")),
        ),
        personal={
            "details": PersonalData(
                category="professional identity", purpose="prospect_selection", retention="prospect"
            ),
            "points": PersonalData(
                category="contact details", purpose="prospect_selection", retention="prospect"
            ),
            "identities": PersonalData(
                category="contact details as keys",
                purpose="prospect_selection",
                retention="prospect",
            ),
            "shown": PersonalData(
                category="identity and contact details for lists",
                purpose="prospect_selection",
                retention="prospect",
            ),
            "words": PersonalData(
                category="identity as search words",
                purpose="prospect_selection",
                retention="prospect",
            ),
            "tags": PersonalData(
                category="the workspace's own words", purpose="outreach", retention="prospect"
            ),
            "score": PersonalData(category="fit score", purpose="scoring", retention="prospect"),
        },
    ),
    CollectionSpec(
        name="company_links",
        owner="prospects",
        person=PersonRows(by="_id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "company_id", "_id")),
        ),
        personal={
            "company_id": PersonalData(
                category="professional identity", purpose="prospect_selection", retention="prospect"
            )
        },
    ),
    CollectionSpec(
        name="companies",
        owner="prospects",
        person=PersonRows(
            by="_id",
            via="company_links",
            through="company_id",
            kept_because="facts about the firm; it goes once nobody known is left in it",
        ),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "identity"), unique=True),
            Index(keys=("workspace_id", "firm_keys")),
            Index(keys=("workspace_id", "by_name")),
            Index(keys=("workspace_id", "keys")),
            Index(keys=("stands_alone", "_id"), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            name: PersonalData(
                category="name and numbers of firms, one of which may be a sole trader",
                purpose="prospect_selection",
                retention="account-life",
            )
            for name in ("details", "words")
        },
    ),
    CollectionSpec(
        name="imports",
        owner="prospects",
        person=PersonRows(
            by="_id", via="prospects", through="import_ids", blanks={"sample": [], "preview": None}
        ),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "file_hash")),
            Index(keys=("workspace_id", "operation_id")),
        ),
        personal={
            "sample": PersonalData(
                category="first rows of an uploaded file",
                purpose="prospect_selection",
                retention="import-file-30-days",
            ),
            "preview": PersonalData(
                category="some rows of an uploaded file beside what is known",
                purpose="prospect_selection",
                retention="import-file-30-days",
            ),
        },
    ),
    CollectionSpec(
        name="import_faults",
        owner="prospects",
        person=PersonRows(by="import_id", via="imports", blanks={"masked": ""}),
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "masked": PersonalData(
                category="masked cells, and names of known prospects two of whom a row points to",
                purpose="prospect_selection",
                retention="import-file-30-days",
            )
        },
    ),
    CollectionSpec(
        name="merges",
        owner="prospects",
        person=PersonRows(by="kept.id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "kept.id")),
        ),
        personal={
            name: PersonalData(
                category="professional identity and contact details, as before and after a merge",
                purpose="prospect_selection",
                retention="prospect",
            )
            for name in ("kept", "absorbed", "result")
        },
    ),
    CollectionSpec(
        name="import_traces",
        owner="prospects",
        person=PersonRows(by="changed.prospect_id", blanks={"changed": []}),
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "changed": PersonalData(
                category="values of prospects before and after an import",
                purpose="prospect_selection",
                retention="import-file-30-days",
            )
        },
    ),
)


PROSPECT_VIEWS = (
    CollectionSpec(
        name="saved_views",
        owner="prospects",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "said": PersonalData(
                category="the workspace's own filters",
                purpose="prospect_selection",
                retention="account-life",
            )
        },
    ),
    CollectionSpec(
        name="sensitive_clearances",
        owner="prospects",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "folded")),
        ),
        personal={
            "text": PersonalData(
                category="words a member says are not sensitive, with why",
                purpose="prospect_selection",
                retention="account-life",
            )
        },
    ),
    CollectionSpec(
        name="bulk_changes",
        owner="prospects",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "said": PersonalData(
                category="the workspace's own filters",
                purpose="prospect_selection",
                retention="account-life",
            )
        },
    ),
)
