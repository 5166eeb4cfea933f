"""The collections of `messaging`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

MESSAGING: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="drafts",
        owner="messaging",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "enrolment_id", "step_id"), unique=True),
            Index(keys=("workspace_id", "state", "_id")),
            Index(keys=("workspace_id", "campaign_id", "state", "_id")),
            Index(keys=("workspace_id", "campaign_id", "step_id", "-_id")),
            Index(keys=("workspace_id", "prospect_id", "state")),
            Index(keys=("state", "expires_at"), no_workspace_because="the sweeper serves all"),
            Index(keys=("state", "tried_at"), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            "versions": PersonalData(
                category="messages to the prospect and the facts they cite",
                purpose="drafting",
                retention="prospect-3-years",
            ),
            "decided_by": PersonalData(
                category="member who decided", purpose="outreach", retention="prospect-3-years"
            ),
        },
    ),
    CollectionSpec(
        name="llm_calls",
        owner="messaging",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="names of fields, counts, outcomes; never text",
    ),
    CollectionSpec(
        name="draft_imprints",
        owner="messaging",
        indexes=(
            Index(keys=("workspace_id", "bands")),
            Index(
                keys=("at",),
                expire_after_seconds=7 * 86_400,
                no_workspace_because="the database forgets old ones of all workspaces",
            ),
        ),
        no_personal_data_because="hashes of word runs, of no use without the text; gone in a week",
    ),
    CollectionSpec(
        name="llm_days",
        owner="messaging",
        indexes=(Index(keys=("workspace_id", "day")),),
        no_personal_data_because="totals of a workspace and day",
    ),
    CollectionSpec(
        name="model_rules",
        owner="messaging",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="limits and a region",
    ),
)
