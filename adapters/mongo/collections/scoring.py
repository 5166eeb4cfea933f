"""The collections of `scoring`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

SCORING = (
    CollectionSpec(
        name="scores",
        owner="scoring",
        person=PersonRows(by="_id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "company", "_id")),
            Index(keys=("changes_at",), no_workspace_because="the sweeper serves all workspaces"),
        ),
        personal={
            "results": PersonalData(
                category="fit score with its evidence", purpose="scoring", retention="prospect"
            )
        },
    ),
    CollectionSpec(
        name="score_feedback",
        owner="scoring",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "prospect_id", "_id")),
            Index(keys=("workspace_id", "company", "_id")),
            Index(keys=("workspace_id", "given_by", "given_at")),
        ),
        personal={
            "reason": PersonalData(
                category="what a member said of the proposal",
                purpose="scoring",
                retention="prospect",
            )
        },
    ),
    CollectionSpec(
        name="signals",
        owner="scoring",
        person=PersonRows(by="prospect_id"),
        indexes=(Index(keys=("workspace_id", "prospect_id", "seen_at")),),
        personal={
            "text": PersonalData(
                category="dated professional event, with its source",
                purpose="scoring",
                retention="prospect",
            )
        },
    ),
    CollectionSpec(
        name="score_opinions",
        owner="scoring",
        person=PersonRows(by="_id"),
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "reasons": PersonalData(
                category="quotes of professional facts, for or against",
                purpose="scoring",
                retention="prospect",
            )
        },
    ),
    CollectionSpec(
        name="opinion_rules",
        owner="scoring",
        no_personal_data_because="one switch per workspace, and who turned it",
    ),
    CollectionSpec(
        name="rescorings",
        owner="scoring",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="a revision and how far the work is",
    ),
)
