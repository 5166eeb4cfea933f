"""The collections of `salesbook`."""

from adapters.mongo.collections.spec import CollectionSpec, PersonalData

SALESBOOK: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="salesbooks",
        owner="salesbook",
        personal={
            "company": PersonalData(
                category="identity and contact of the client",
                purpose="salesbook",
                retention="account-life",
            )
        },
    ),
)
