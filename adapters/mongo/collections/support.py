"""The collections of `support`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData

SUPPORT: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="support_contacts",
        owner="support",
        indexes=(
            Index(
                keys=("user_id",),
                unique=True,
                present="user_id",
                no_workspace_because="a person has one, in however many workspaces",
            ),
            Index(keys=("desk_ref",), no_workspace_because="the desk's reference leads to it"),
            Index(keys=("delete_at",), no_workspace_because="the sweep deletes for all"),
        ),
        personal={
            name: PersonalData(
                category="who asked the support desk", purpose="contract", retention="account-life"
            )
            for name in ("user_id", "desk_ref")
        },
        workspace_scoped=False,
    ),
)
