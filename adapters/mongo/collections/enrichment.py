"""The collections of `enrichment`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

ENRICHMENT: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="enrichment_caps",
        owner="enrichment",
        no_personal_data_because="one number per workspace",
    ),
    CollectionSpec(
        name="enrichment_orders",
        owner="enrichment",
        no_personal_data_because="names of providers, in order",
    ),
    CollectionSpec(
        name="enrichment_batches",
        owner="enrichment",
        indexes=(Index(keys=("workspace_id", "operation_id"), unique=True),),
        no_personal_data_because="ids, codes and counts",
    ),
    CollectionSpec(
        name="enrichment_jobs",
        owner="enrichment",
        indexes=(
            Index(keys=("workspace_id", "batch_id")),
            Index(keys=("state", "asked_at"), no_workspace_because="the sweeper serves all"),
        ),
        no_personal_data_because="ids, codes and counts",
    ),
    CollectionSpec(
        name="enrichment_requests",
        owner="enrichment",
        person=PersonRows(by="prospect_id", blanks={"value": ""}),
        indexes=(
            Index(keys=("workspace_id", "open_key"), unique=True, present="open_key"),
            Index(keys=("workspace_id", "job_id", "_id")),
            Index(keys=("workspace_id", "batch_id", "_id")),
            Index(keys=("workspace_id", "prospect_id", "_id")),
            Index(keys=("workspace_id", "settled_at")),
            Index(keys=("workspace_id", "asked_at")),
        ),
        personal={
            "value": PersonalData(
                category="professional address found",
                purpose="enrichment",
                retention="prospect-3-years",
            )
        },
    ),
)
