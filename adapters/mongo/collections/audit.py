"""The collections of `audit`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData

AUDIT: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="audit_log",
        owner="audit",
        indexes=(
            Index(keys=("workspace_id", "seq"), unique=True),
            Index(keys=("workspace_id", "refs", "seq")),
            Index(keys=("workspace_id", "action", "seq")),
            Index(keys=("workspace_id", "actor_id", "seq")),
        ),
        personal={
            "actor_id": PersonalData(
                category="what a user did", purpose="security", retention="proof-5-years"
            )
        },
    ),
    CollectionSpec(
        name="audit_heads",
        owner="audit",
        no_personal_data_because="a number and a hash",
    ),
)
