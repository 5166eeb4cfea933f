"""The collections of `consent`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData, PersonRows

CONSENT: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="suppressions",
        owner="consent",
        person=PersonRows(
            by="_id", kept_because="so that the person stays left alone (Art. 21(3), A3)"
        ),
        indexes=(Index(keys=("workspace_id", "digest")), Index(keys=("workspace_id", "_id"))),
        personal={
            "digest": PersonalData(
                category="keyed hash of an address that objected",
                purpose="objection",
                retention="suppression-for-ever",
            )
        },
    ),
    CollectionSpec(
        name="suppression_holds",
        owner="consent",
        person=PersonRows(
            by="_id", kept_because="so that the person stays left alone (Art. 21(3), A3)"
        ),
        indexes=(Index(keys=("workspace_id", "digest")),),
        personal={
            "digest": PersonalData(
                category="keyed hash of an address that may have objected",
                purpose="objection",
                retention="suppression-for-ever",
            )
        },
    ),
    CollectionSpec(
        name="notice_deliveries",
        owner="consent",
        person=PersonRows(
            by="prospect_id", kept_because="proof of information (Art. 5(2), 17(3)(e))"
        ),
        indexes=(Index(keys=("workspace_id", "prospect_id", "sent_at")),),
        personal={
            "sent_at": PersonalData(
                category="proof that a person was informed",
                purpose="rights",
                retention="proof-5-years",
            )
        },
    ),
)
