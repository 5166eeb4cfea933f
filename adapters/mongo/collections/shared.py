"""The collections of what all modules share."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

SHARED = (
    CollectionSpec(
        name="outbox",
        owner="shared",
        indexes=(
            Index(keys=("relayed", "_id"), no_workspace_because="the relay serves all workspaces"),
            Index(keys=("workspace_id", "_id")),
        ),
        no_personal_data_because="events hold ids, codes and instants",
    ),
    CollectionSpec(
        name="inbound_events",
        owner="shared",
        person=PersonRows(by="body", holds_words=True),
        indexes=(
            Index(
                keys=("state", "received_at"),
                no_workspace_because="which workspace a delivery concerns is learnt by reading it",
            ),
        ),
        personal={
            "body": PersonalData(
                category="vendor delivery, raw", purpose="operations", retention="inbound-30-days"
            )
        },
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="operations",
        owner="shared",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("state", "beat_at"), no_workspace_because="the sweeper serves all"),
        ),
        no_personal_data_because="counts and states",
    ),
    CollectionSpec(
        name="blobs",
        owner="shared",
        person=PersonRows(by="blob_id", via="imports", through="blob_id"),
        indexes=(Index(keys=("workspace_id", "blob_id", "part"), unique=True),),
        personal={
            "content": PersonalData(
                category="uploaded prospect files",
                purpose="prospect_selection",
                retention="import-file-30-days",
            )
        },
    ),
    CollectionSpec(
        name="workspace_keys",
        owner="shared",
        no_personal_data_because="a random key of the workspace, sealed by the master key",
    ),
    CollectionSpec(
        name="idempotency_keys",
        owner="shared",
        indexes=(
            Index(
                keys=("begun_at",),
                expire_after_seconds=86_400,
                no_workspace_because="a time to live; the scope is part of _id",
            ),
        ),
        personal={
            "body": PersonalData(
                category="answer given to the caller", purpose="operations", retention="24-hours"
            )
        },
        workspace_scoped=False,
    ),
)


OPERATIONS: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="backups",
        owner="shared",
        indexes=(Index(keys=("kind", "-taken_at"), no_workspace_because="a backup holds all"),),
        no_personal_data_because="instants, sizes, counts and hashes",
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="restore_drills",
        owner="shared",
        indexes=(Index(keys=("-at",), no_workspace_because="a backup holds all"),),
        no_personal_data_because="instants, durations and verdicts",
        workspace_scoped=False,
    ),
)
