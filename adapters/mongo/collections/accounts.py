"""The collections of `accounts`."""

from adapters.mongo.collections.spec import CollectionSpec, Index, PersonalData

ACCOUNTS: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="users",
        owner="accounts",
        indexes=(
            Index(
                keys=("email.value",),
                unique=True,
                no_workspace_because="one person signs in once for all workspaces",
            ),
        ),
        personal={
            name: PersonalData(category="account", purpose="account", retention="account-life")
            for name in (
                "email",
                "first_name",
                "last_name",
                "locale",
                "password_hash",
                "factor",
                "pending_secret",
            )
        },
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="workspaces",
        owner="accounts",
        indexes=(
            Index(keys=("closure_asked_at",), no_workspace_because="the sweeps serve all"),
            Index(keys=("suspended_at",), no_workspace_because="staff look at all of them"),
            Index(keys=("to_review", "_id"), no_workspace_because="staff look at all of them"),
        ),
        personal={
            "opened_by": PersonalData(
                category="who declared to be a professional",
                purpose="account",
                retention="account-life",
            )
        },
    ),
    CollectionSpec(
        name="abuse_reports",
        owner="accounts",
        indexes=(
            Index(keys=("workspace_id", "received_at")),
            Index(
                keys=("received_at",),
                expire_after_seconds=90 * 86_400,
                no_workspace_because="a time to live",
            ),
        ),
        personal={
            name: PersonalData(category=category, purpose="security", retention="90-days")
            for name, category in (
                ("about", "sender or link that a complaint is about"),
                ("message", "complaint about a message"),
                ("email", "address for the answer to a complaint"),
                ("network", "shortened network address of a complaint"),
            )
        },
    ),
    CollectionSpec(
        name="memberships",
        owner="accounts",
        indexes=(
            Index(keys=("workspace_id", "user_id"), unique=True),
            Index(
                keys=("user_id", "_id"),
                no_workspace_because="sign-in looks for the workspaces of a user",
            ),
        ),
        personal={
            "user_id": PersonalData(
                category="role of a member", purpose="account", retention="account-life"
            )
        },
    ),
    CollectionSpec(
        name="sessions",
        owner="accounts",
        indexes=(
            Index(
                keys=("token_digest",),
                unique=True,
                no_workspace_because="the token leads to the workspace",
            ),
            Index(
                keys=("user_id", "-seen_at"),
                no_workspace_because="a person sees and ends the own sessions everywhere",
            ),
            Index(
                keys=("ends_at",),
                expire_after_seconds=0,
                no_workspace_because="a time to live",
            ),
        ),
        personal={
            name: PersonalData(category="sign-ins", purpose="security", retention="session-14-days")
            for name in ("user_id", "person", "device")
        },
    ),
    CollectionSpec(
        name="tickets",
        owner="accounts",
        indexes=(
            Index(
                keys=("email.value", "kind"),
                no_workspace_because="a link that was used ends the others to its address",
            ),
            Index(
                keys=("ends_at",),
                expire_after_seconds=0,
                no_workspace_because="a time to live",
            ),
        ),
        personal={
            name: PersonalData(
                category="address to be confirmed", purpose="account", retention="24-hours"
            )
            for name in ("email", "details")
        },
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="invitations",
        owner="accounts",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "created_at")),
            Index(
                keys=("token_digest",),
                unique=True,
                no_workspace_because="the token leads to the workspace",
            ),
        ),
        personal={
            "email": PersonalData(
                category="colleague asked to join", purpose="account", retention="account-life"
            )
        },
    ),
    CollectionSpec(
        name="letters",
        owner="accounts",
        indexes=(
            Index(
                keys=("created_at",),
                expire_after_seconds=7 * 86_400,
                no_workspace_because="a time to live",
            ),
        ),
        personal={
            name: PersonalData(category="service mail", purpose="account", retention="7-days")
            for name in ("to", "sealed")
        },
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="sign_in_tries",
        owner="accounts",
        indexes=(
            Index(
                keys=("last_at",),
                expire_after_seconds=86_400,
                no_workspace_because="a time to live; nobody is signed in yet",
            ),
        ),
        personal={
            "_id": PersonalData(
                category="keyed hash of an address typed at sign-in",
                purpose="security",
                retention="24-hours",
            )
        },
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="policy_acceptances",
        owner="accounts",
        indexes=(Index(keys=("workspace_id", "user_id", "_id")),),
        personal={
            "user_id": PersonalData(
                category="proof of acceptance", purpose="contract", retention="proof-5-years"
            )
        },
    ),
)
