"""The collections of `insights`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

INSIGHTS: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="timeline",
        owner="insights",
        person=PersonRows(by="prospect_id"),
        indexes=(Index(keys=("workspace_id", "prospect_id", "-_id")),),
        personal={
            "kind": PersonalData(
                category="what happened to the prospect, as codes",
                purpose="results",
                retention="prospect-3-years",
            ),
            "actor": PersonalData(
                category="member who acted", purpose="results", retention="prospect-3-years"
            ),
        },
    ),
    CollectionSpec(
        name="notifications",
        owner="insights",
        person=PersonRows(by="prospect_id"),
        indexes=(Index(keys=("workspace_id", "kind", "-_id")),),
        personal={
            "prospect_id": PersonalData(
                category="that something about this person needs a member",
                purpose="results",
                retention="prospect-3-years",
            )
        },
    ),
    CollectionSpec(
        name="notification_choices",
        owner="insights",
        indexes=(Index(keys=("workspace_id", "user_id")),),
        no_personal_data_because="a member's id, a place in a list, codes and a time zone",
    ),
    CollectionSpec(
        name="funnel_marks",
        owner="insights",
        indexes=(
            Index(keys=("workspace_id", "prospect_id", "metric", "-at")),
            Index(keys=("workspace_id", "campaign_id", "step_id", "metric")),
            Index(keys=("workspace_id", "metric", "-at")),
        ),
        no_personal_data_because="ids and a metric",
    ),
    CollectionSpec(
        name="funnel_counts",
        owner="insights",
        indexes=(Index(keys=("workspace_id", "campaign_id")),),
        no_personal_data_because="counts",
    ),
)
