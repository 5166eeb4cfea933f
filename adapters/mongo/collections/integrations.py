"""The collections of `integrations`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData

INTEGRATIONS: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="api_keys",
        owner="integrations",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(
                keys=("digest",),
                unique=True,
                no_workspace_because="the key leads to the workspace",
            ),
            Index(
                keys=("warned_at", "ends_at"), no_workspace_because="the sweep warns all workspaces"
            ),
        ),
        personal={
            "created_by": PersonalData(
                category="what a user did", purpose="security", retention="account-life"
            )
        },
    ),
    CollectionSpec(
        name="hooks",
        owner="integrations",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "created_by": PersonalData(
                category="what a user did", purpose="security", retention="account-life"
            )
        },
    ),
    CollectionSpec(
        name="hook_deliveries",
        owner="integrations",
        indexes=(
            Index(keys=("workspace_id", "hook_id", "_id")),
            Index(
                keys=("state", "next_at"),
                no_workspace_because="what is due is sent for all workspaces",
            ),
            Index(
                keys=("created_at",),
                expire_after_seconds=30 * 86_400,
                no_workspace_because="the log of every workspace ends after thirty days",
            ),
        ),
        no_personal_data_because="ids, numbers and codes of what happened",
    ),
)
