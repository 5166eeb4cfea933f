"""The collections of `campaigns`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

CAMPAIGNS: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="campaigns",
        owner="campaigns",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="offers, sequences and a signed balancing test by user id",
    ),
    CollectionSpec(
        name="enrolments",
        owner="campaigns",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "active_key"), unique=True, present="active_key"),
            Index(keys=("workspace_id", "campaign_id", "prospect_id"), unique=True),
            Index(keys=("workspace_id", "campaign_id", "state", "next_at")),
            Index(keys=("workspace_id", "campaign_id", "_id")),
            Index(keys=("workspace_id", "company", "state")),
            Index(keys=("state", "next_at"), no_workspace_because="the sweep serves all"),
        ),
        personal={
            "prospect_id": PersonalData(
                category="who is in which campaign, at which step",
                purpose="outreach",
                retention="with-the-prospect",
            )
        },
    ),
    CollectionSpec(
        name="human_tasks",
        owner="campaigns",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "enrolment_id", "step_id"), unique=True),
            Index(keys=("workspace_id", "state", "_id")),
            Index(keys=("workspace_id", "campaign_id", "state", "_id")),
            Index(keys=("state", "due_at"), no_workspace_because="the sweep serves all"),
        ),
        personal={
            "prospect_id": PersonalData(
                category="what was done by hand for whom",
                purpose="outreach",
                retention="with-the-prospect",
            ),
            "note": PersonalData(
                category="what a member noted of it",
                purpose="outreach",
                retention="with-the-prospect",
            ),
        },
    ),
    CollectionSpec(
        name="simulations",
        owner="campaigns",
        indexes=(Index(keys=("workspace_id", "campaign_id", "-_id")),),
        no_personal_data_because="people by id only, in a plan that nothing follows after a week",
    ),
    CollectionSpec(
        name="mandates",
        owner="campaigns",
        indexes=(
            Index(keys=("workspace_id", "active_key"), unique=True, present="active_key"),
            Index(keys=("workspace_id", "signed_by", "active_key")),
            Index(keys=("workspace_id", "campaign_id", "-_id")),
            Index(keys=("active_key", "_id"), no_workspace_because="the sweep serves all"),
        ),
        personal={
            "signed_name": PersonalData(
                category="the name a member typed to sign",
                purpose="outreach",
                retention="account-life",
            ),
        },
    ),
    CollectionSpec(
        name="autonomies",
        owner="campaigns",
        indexes=(Index(keys=("workspace_id", "campaign_id", "_id")),),
        no_personal_data_because="a level per step, and who chose it by user id",
    ),
    CollectionSpec(
        name="calendar_rules",
        owner="campaigns",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="days on which a workspace is closed, and who said so by id",
    ),
)
