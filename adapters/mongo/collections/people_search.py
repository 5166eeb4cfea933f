"""The collections of looking for people."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

_FOUND = PersonalData(
    category="professional identity shown by a search, before anybody accepts it",
    purpose="prospect_selection",
    retention="search-7-days",
)


PEOPLE_SEARCH = (
    CollectionSpec(
        name="search_allowances",
        owner="prospects",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "consented_by": PersonalData(
                category="member who signed", purpose="prospect_selection", retention="account-life"
            )
        },
    ),
    CollectionSpec(
        name="people_searches",
        owner="prospects",
        person=PersonRows(by="candidates.prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(
                keys=("made_at",),
                expire_after_seconds=7 * 86_400,
                no_workspace_because="a time to live",
            ),
        ),
        personal={"candidates": _FOUND, "query": _FOUND},
    ),
    CollectionSpec(
        name="saved_searches",
        owner="prospects",
        person=PersonRows(by="_id", kept_because="so that the person is not proposed again"),
        indexes=(
            Index(keys=("workspace_id", "owner_id")),
            Index(keys=("is_paused", "next_at"), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            "seen": PersonalData(
                category="members already shown, as the vendor's ids",
                purpose="prospect_selection",
                retention="until-the-saved-search-is-removed",
            )
        },
    ),
)
