"""The collections of `billing`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData

BILLING: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="wallets",
        owner="billing",
        indexes=(Index(keys=("next_expiry_at",), no_workspace_because="the sweeper serves all"),),
        personal={
            "tallies.who": PersonalData(
                category="member whose cap is counted",
                purpose="billing",
                retention="ledger-10-years",
            )
        },
    ),
    CollectionSpec(
        name="credit_entries",
        owner="billing",
        indexes=(Index(keys=("workspace_id", "seq"), unique=True),),
        personal={
            "by": PersonalData(
                category="member who ordered the work",
                purpose="billing",
                retention="ledger-10-years",
            )
        },
    ),
    CollectionSpec(
        name="credit_reservations",
        owner="billing",
        indexes=(
            Index(
                keys=("state", "is_unknown", "expires_at"),
                no_workspace_because="the sweeper serves all",
            ),
        ),
        personal={
            "by": PersonalData(
                category="member who ordered the work",
                purpose="billing",
                retention="ledger-10-years",
            )
        },
    ),
    CollectionSpec(
        name="subscriptions",
        owner="billing",
        indexes=(
            Index(
                keys=("customer_ref",),
                unique=True,
                present="customer_ref",
                no_workspace_because="a payment notice names the customer alone",
            ),
            Index(keys=("look_again_at",), no_workspace_because="the sweeper serves all"),
        ),
        no_personal_data_because="references and terms of a company's subscription",
    ),
    CollectionSpec(
        name="credit_purchases", owner="billing", no_personal_data_because="references and sums"
    ),
    CollectionSpec(
        name="checkouts",
        owner="billing",
        indexes=(Index(keys=("workspace_id", "is_open")),),
        personal={
            "opened_by": PersonalData(
                category="member who went to pay", purpose="billing", retention="ledger-10-years"
            )
        },
    ),
    CollectionSpec(
        name="top_ups",
        owner="billing",
        indexes=(Index(keys=("workspace_id", "month")),),
        no_personal_data_because="sums and states",
    ),
    CollectionSpec(
        name="spending_rules",
        owner="billing",
        personal={
            "changed_by": PersonalData(
                category="member who set the caps", purpose="billing", retention="ledger-10-years"
            )
        },
    ),
)
