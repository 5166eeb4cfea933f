"""Every collection, declared once: owner, indexes and what personal data it holds.

The inventory is obligation 9: category, purpose and retention class for each field that holds
personal data. A test compares this list with what the database holds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from adapters.mongo.driver import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """`keys` in order; "-name" is descending. `present` limits the index to rows where that text
    field is not empty (a `$gt: ""` partial filter: vendors/local-stores.md).
    """

    keys: tuple[str, ...]
    unique: bool = False
    present: str | None = None
    expire_after_seconds: int | None = None
    no_workspace_because: str = ""

    @property
    def name(self) -> str:
        return "_".join(key.strip("-").replace(".", "_") for key in self.keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalData:
    """Category of data, purpose of domain.shared.purpose, retention class of obligations.md."""

    category: str
    purpose: str
    retention: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRows:
    """Which rows are about one prospect, and what their erasure does (obligations 120, 122).

    `by` holds the prospect's id or, with `via`, the ids that the field `through` of that
    collection's rows about the person holds. Erasure deletes the rows; with `blanks` it empties
    these fields and leaves the rest; with `kept_because` it leaves the rows, for that reason.
    `holds_words`: rows that hold the person's addresses somewhere in raw bytes, found by looking.
    """

    by: str
    via: str = ""
    through: str = "_id"
    blanks: Mapping[str, Any] = field(default_factory=dict)
    kept_because: str = ""
    holds_words: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionSpec:
    """`personal` maps fields to inventory entries; without any, the other field says why. Personal
    data are about a prospect (`person`) or, without that, about members of the workspace.
    """

    name: str
    owner: str
    indexes: tuple[Index, ...] = ()
    personal: Mapping[str, PersonalData] = field(default_factory=dict)
    no_personal_data_because: str = ""
    person: PersonRows | None = None
    workspace_scoped: bool = True


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
        indexes=(Index(keys=("closure_asked_at",), no_workspace_because="the sweeps serve all"),),
        personal={
            "opened_by": PersonalData(
                category="who declared to be a professional",
                purpose="account",
                retention="account-life",
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
PROSPECTS = (
    CollectionSpec(
        name="prospects",
        owner="prospects",
        person=PersonRows(by="_id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "identities"), unique=True),
            Index(keys=("workspace_id", "by_score")),
            Index(keys=("workspace_id", "by_name")),
            Index(keys=("workspace_id", "by_activity")),
            Index(keys=("workspace_id", "stage", "by_score")),
            Index(keys=("workspace_id", "verdict", "by_score")),
            Index(keys=("workspace_id", "tags")),
            Index(keys=("workspace_id", "keys")),
        ),
        personal={
            "details": PersonalData(
                category="professional identity", purpose="prospect_selection", retention="prospect"
            ),
            "points": PersonalData(
                category="contact details", purpose="prospect_selection", retention="prospect"
            ),
            "identities": PersonalData(
                category="contact details as keys",
                purpose="prospect_selection",
                retention="prospect",
            ),
            "shown": PersonalData(
                category="identity and contact details for lists",
                purpose="prospect_selection",
                retention="prospect",
            ),
            "words": PersonalData(
                category="identity as search words",
                purpose="prospect_selection",
                retention="prospect",
            ),
            "tags": PersonalData(
                category="the workspace's own words", purpose="outreach", retention="prospect"
            ),
            "score": PersonalData(category="fit score", purpose="scoring", retention="prospect"),
        },
    ),
    CollectionSpec(
        name="company_links",
        owner="prospects",
        person=PersonRows(by="_id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "company_id", "_id")),
        ),
        personal={
            "company_id": PersonalData(
                category="professional identity", purpose="prospect_selection", retention="prospect"
            )
        },
    ),
    CollectionSpec(
        name="companies",
        owner="prospects",
        person=PersonRows(
            by="_id",
            via="company_links",
            through="company_id",
            kept_because="facts about the firm; it goes once nobody known is left in it",
        ),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "identity"), unique=True),
            Index(keys=("workspace_id", "firm_keys")),
            Index(keys=("workspace_id", "by_name")),
            Index(keys=("workspace_id", "keys")),
            Index(keys=("stands_alone", "_id"), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            name: PersonalData(
                category="name and numbers of firms, one of which may be a sole trader",
                purpose="prospect_selection",
                retention="account-life",
            )
            for name in ("details", "words")
        },
    ),
    CollectionSpec(
        name="imports",
        owner="prospects",
        person=PersonRows(
            by="_id", via="prospects", through="import_ids", blanks={"sample": [], "preview": None}
        ),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "file_hash")),
            Index(keys=("workspace_id", "operation_id")),
        ),
        personal={
            "sample": PersonalData(
                category="first rows of an uploaded file",
                purpose="prospect_selection",
                retention="import-file-30-days",
            ),
            "preview": PersonalData(
                category="some rows of an uploaded file beside what is known",
                purpose="prospect_selection",
                retention="import-file-30-days",
            ),
        },
    ),
    CollectionSpec(
        name="import_faults",
        owner="prospects",
        person=PersonRows(by="import_id", via="imports", blanks={"masked": ""}),
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "masked": PersonalData(
                category="masked cells, and names of known prospects two of whom a row points to",
                purpose="prospect_selection",
                retention="import-file-30-days",
            )
        },
    ),
    CollectionSpec(
        name="merges",
        owner="prospects",
        person=PersonRows(by="kept.id"),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "kept.id")),
        ),
        personal={
            name: PersonalData(
                category="professional identity and contact details, as before and after a merge",
                purpose="prospect_selection",
                retention="prospect",
            )
            for name in ("kept", "absorbed", "result")
        },
    ),
    CollectionSpec(
        name="import_traces",
        owner="prospects",
        person=PersonRows(by="changed.prospect_id", blanks={"changed": []}),
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "changed": PersonalData(
                category="values of prospects before and after an import",
                purpose="prospect_selection",
                retention="import-file-30-days",
            )
        },
    ),
)
PROSPECT_VIEWS = (
    CollectionSpec(
        name="saved_views",
        owner="prospects",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "said": PersonalData(
                category="the workspace's own filters",
                purpose="prospect_selection",
                retention="account-life",
            )
        },
    ),
    CollectionSpec(
        name="bulk_changes",
        owner="prospects",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "said": PersonalData(
                category="the workspace's own filters",
                purpose="prospect_selection",
                retention="account-life",
            )
        },
    ),
)
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
        name="rescorings",
        owner="scoring",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="a revision and how far the work is",
    ),
)
ENRICHMENT: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="enrichment_caps",
        owner="enrichment",
        no_personal_data_because="one number per workspace",
    ),
    CollectionSpec(
        name="enrichment_batches",
        owner="enrichment",
        indexes=(Index(keys=("workspace_id", "operation_id"), unique=True),),
        no_personal_data_because="ids, codes and counts",
    ),
    CollectionSpec(
        name="enrichment_jobs",
        owner="enrichment",
        indexes=(
            Index(keys=("workspace_id", "batch_id")),
            Index(keys=("state", "asked_at"), no_workspace_because="the sweeper serves all"),
        ),
        no_personal_data_because="ids, codes and counts",
    ),
    CollectionSpec(
        name="enrichment_requests",
        owner="enrichment",
        person=PersonRows(by="prospect_id", blanks={"value": ""}),
        indexes=(
            Index(keys=("workspace_id", "open_key"), unique=True, present="open_key"),
            Index(keys=("workspace_id", "job_id", "_id")),
            Index(keys=("workspace_id", "batch_id", "_id")),
            Index(keys=("workspace_id", "prospect_id", "_id")),
            Index(keys=("workspace_id", "settled_at")),
            Index(keys=("workspace_id", "asked_at")),
        ),
        personal={
            "value": PersonalData(
                category="professional address found",
                purpose="enrichment",
                retention="prospect-3-years",
            )
        },
    ),
)
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
        no_personal_data_because="days on which a workspace is closed",
    ),
)
DELIVERY: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="actions",
        owner="delivery",
        person=PersonRows(
            by="prospect_id",
            blanks={"subject": "", "receipt": None, "refs": [], "recipient_ref": ""},
        ),
        indexes=(
            Index(keys=("workspace_id", "intent"), unique=True),
            Index(keys=("workspace_id", "prospect_id", "state")),
            Index(keys=("workspace_id", "enrolment_id", "state")),
            Index(keys=("workspace_id", "campaign_id", "state", "next_at")),
            Index(keys=("workspace_id", "sender_id", "state")),
            Index(keys=("workspace_id", "state", "_id")),
            Index(keys=("workspace_id", "refs")),
            Index(keys=("workspace_id", "recipient_ref"), present="recipient_ref"),
            Index(keys=("workspace_id", "_id")),
            Index(keys=("state", "next_at"), no_workspace_because="workers serve all"),
            Index(keys=("state", "lease_until"), no_workspace_because="workers serve all"),
            Index(keys=("state", "deadline"), no_workspace_because="workers serve all"),
            Index(keys=("state", "reconcile_at"), no_workspace_because="workers serve all"),
        ),
        personal={
            name: PersonalData(category=category, purpose="outreach", retention="proof-of-sending")
            for name, category in (
                ("subject", "subject of a sent message"),
                ("receipt", "provider ids of a sent message"),
                ("refs", "provider ids of a sent message"),
                ("recipient_ref", "address or LinkedIn id a message went to"),
            )
        },
    ),
    CollectionSpec(
        name="attempts",
        owner="delivery",
        person=PersonRows(by="action_id", via="actions", blanks={"receipt": None}),
        indexes=(
            Index(keys=("workspace_id", "action_id", "number")),
            Index(keys=("workspace_id", "_id")),
        ),
        personal={
            "receipt": PersonalData(
                category="provider ids of a sent message",
                purpose="outreach",
                retention="proof-of-sending",
            )
        },
    ),
    CollectionSpec(
        name="recipient_gates",
        owner="delivery",
        person=PersonRows(
            by="prospect_id", kept_because="keeps the door shut for what is already on its way"
        ),
        indexes=(
            Index(keys=("workspace_id", "prospect_id"), unique=True),
            Index(keys=("look_at",), no_workspace_because="the janitor serves all"),
        ),
        personal={
            name: PersonalData(category=category, purpose="outreach", retention="with-suppression")
            for name, category in (
                ("opposed_at", "when the person objected"),
                ("replied_at", "when the person answered"),
                ("bounced_at", "when the address failed"),
                ("last_mail_at", "when the person was last written to"),
            )
        },
    ),
    CollectionSpec(
        name="account_gates",
        owner="delivery",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("look_at",), no_workspace_because="the janitor serves all"),
        ),
        no_personal_data_because="attempt ids and instants of one account",
    ),
    CollectionSpec(
        name="sending_rules",
        owner="delivery",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "changes": PersonalData(
                category="which user set which sending limits, and why",
                purpose="outreach",
                retention="account",
            )
        },
    ),
    CollectionSpec(
        name="stops",
        owner="delivery",
        indexes=(Index(keys=("workspace_id", "_id")),),
        personal={
            "flips": PersonalData(
                category="which user stopped or restarted the sending, and why",
                purpose="outreach",
                retention="account",
            )
        },
    ),
    CollectionSpec(
        name="senders",
        owner="delivery",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(
                keys=("account_ref",),
                unique=True,
                present="account_ref",
                no_workspace_because="one account belongs to one workspace only (SND-8)",
            ),
            Index(
                keys=("link_digest",),
                present="link_digest",
                no_workspace_because="the token of the link says which workspace",
            ),
        ),
        personal={
            name: PersonalData(category=category, purpose="outreach", retention="account")
            for name, category in (
                ("address", "address of a user's mailbox or profile"),
                ("display_name", "name of a user"),
                ("account_ref", "vendor id of a user's account"),
                ("announced_ref", "vendor id of a user's account"),
            )
        },
    ),
)
MESSAGING: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="drafts",
        owner="messaging",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "enrolment_id", "step_id"), unique=True),
            Index(keys=("workspace_id", "state", "_id")),
            Index(keys=("workspace_id", "campaign_id", "state", "_id")),
            Index(keys=("workspace_id", "campaign_id", "step_id", "-_id")),
            Index(keys=("workspace_id", "prospect_id", "state")),
            Index(keys=("state", "expires_at"), no_workspace_because="the sweeper serves all"),
            Index(keys=("state", "tried_at"), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            "versions": PersonalData(
                category="messages to the prospect and the facts they cite",
                purpose="drafting",
                retention="prospect-3-years",
            ),
            "decided_by": PersonalData(
                category="member who decided", purpose="outreach", retention="prospect-3-years"
            ),
        },
    ),
    CollectionSpec(
        name="llm_calls",
        owner="messaging",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="names of fields, counts, outcomes; never text",
    ),
    CollectionSpec(
        name="draft_imprints",
        owner="messaging",
        indexes=(
            Index(keys=("workspace_id", "bands")),
            Index(
                keys=("at",),
                expire_after_seconds=7 * 86_400,
                no_workspace_because="the database forgets old ones of all workspaces",
            ),
        ),
        no_personal_data_because="hashes of word runs, of no use without the text; gone in a week",
    ),
    CollectionSpec(
        name="llm_days",
        owner="messaging",
        indexes=(Index(keys=("workspace_id", "day")),),
        no_personal_data_because="totals of a workspace and day",
    ),
    CollectionSpec(
        name="model_rules",
        owner="messaging",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="limits and a region",
    ),
)
INBOX: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="conversations",
        owner="inbox",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "prospect_id", "channel"), unique=True),
            Index(keys=("workspace_id", "-last_message_at", "-_id")),
            Index(keys=("workspace_id", "label", "-last_message_at", "-_id")),
            Index(keys=("workspace_id", "campaign_id", "step_id", "flags")),
            Index(keys=("doubt_until",), no_workspace_because="the sweeper serves all"),
        ),
        personal={
            name: PersonalData(
                category="correspondence with the prospect",
                purpose="reply_follow_up",
                retention="prospect-3-years",
            )
            for name in ("subject", "preview", "quote", "label", "flags")
        },
    ),
    CollectionSpec(
        name="messages",
        owner="inbox",
        person=PersonRows(by="prospect_id"),
        indexes=(
            Index(keys=("workspace_id", "provider_id"), unique=True, present="provider_id"),
            Index(keys=("workspace_id", "conversation_id", "_id")),
        ),
        personal={
            name: PersonalData(
                category="correspondence with the prospect",
                purpose="reply_follow_up",
                retention="prospect-3-years",
            )
            for name in ("from_name", "subject", "text", "quoted", "quote", "label", "author")
        },
    ),
)
INBOX_ACCESS = CollectionSpec(
    name="mailbox_accesses",
    owner="inbox",
    person=PersonRows(by="prospect_id"),
    indexes=(Index(keys=("workspace_id", "sender_id", "-_id")),),
    personal={
        "prospect_id": PersonalData(
            category="that a mail of this person was read",
            purpose="reply_follow_up",
            retention="prospect-3-years",
        )
    },
)
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
# Published texts are files of the release: docs/legal.
PRIVACY: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="rights_requests",
        owner="privacy",
        person=PersonRows(by="prospect_id", blanks={"requester": "", "message": ""}),
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("workspace_id", "prospect_id")),
            Index(
                keys=("warns_at",),
                no_workspace_because="the sweep of deadlines serves all",
            ),
        ),
        personal={
            name: PersonalData(category=category, purpose="rights", retention="proof-5-years")
            for name, category in (
                ("requester", "address to answer a request to"),
                ("message", "what a person asks"),
            )
        },
    ),
    CollectionSpec(
        name="rights_intakes",
        owner="privacy",
        indexes=(
            Index(
                keys=("is_forwarded", "_id"),
                no_workspace_because="whose request it is, is learnt by looking",
            ),
        ),
        personal={
            name: PersonalData(category=category, purpose="rights", retention="intake-90-days")
            for name, category in (
                ("email", "address typed into the public form"),
                ("message", "what a person asks"),
            )
        },
        person=PersonRows(by="email", holds_words=True),
        workspace_scoped=False,
    ),
    CollectionSpec(
        name="deletion_receipts",
        owner="privacy",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="counts, reasons and instants; the scope is a fresh id",
    ),
    CollectionSpec(
        name="person_clocks",
        owner="privacy",
        person=PersonRows(by="_id"),
        indexes=(
            Index(keys=("workspace_id", "inform_by")),
            Index(keys=("inform_by", "_id"), no_workspace_because="the sweep serves all"),
            Index(keys=("keep_until", "_id"), no_workspace_because="the sweep serves all"),
        ),
        personal={
            "last_contact_at": PersonalData(
                category="when the person last spoke", purpose="rights", retention="prospect"
            )
        },
    ),
    CollectionSpec(
        name="incidents",
        owner="privacy",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("is_open", "_id"), no_workspace_because="the clock of 48 hours serves all"),
        ),
        no_personal_data_because="facts of an incident; people are counted, not named",
    ),
    CollectionSpec(
        name="exports",
        owner="privacy",
        indexes=(
            Index(keys=("workspace_id", "_id")),
            Index(keys=("made_at",), no_workspace_because="the sweep of files serves all"),
        ),
        personal={
            "ordered_by": PersonalData(
                category="member who took a file out", purpose="rights", retention="account"
            )
        },
    ),
    CollectionSpec(
        name="closed_workspaces",
        owner="privacy",
        indexes=(Index(keys=("workspace_id", "_id")),),
        no_personal_data_because="name and country of a company, instants, where the receipt is",
    ),
)
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
INSIGHTS: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="timeline",
        owner="insights",
        person=PersonRows(by="prospect_id"),
        indexes=(Index(keys=("workspace_id", "prospect_id", "-_id")),),
        personal={
            "kind": PersonalData(
                category="what happened to the prospect, as codes",
                purpose="results",
                retention="prospect-3-years",
            ),
            "actor": PersonalData(
                category="member who acted", purpose="results", retention="prospect-3-years"
            ),
        },
    ),
    CollectionSpec(
        name="funnel_marks",
        owner="insights",
        indexes=(
            Index(keys=("workspace_id", "prospect_id", "metric", "-at")),
            Index(keys=("workspace_id", "campaign_id", "step_id", "metric")),
        ),
        no_personal_data_because="ids and a metric",
    ),
    CollectionSpec(
        name="funnel_counts",
        owner="insights",
        indexes=(Index(keys=("workspace_id", "campaign_id")),),
        no_personal_data_because="counts",
    ),
)

AUDIT: tuple[CollectionSpec, ...] = (
    CollectionSpec(
        name="audit_log",
        owner="audit",
        indexes=(
            Index(keys=("workspace_id", "seq"), unique=True),
            Index(keys=("workspace_id", "refs", "seq")),
            Index(keys=("workspace_id", "action", "seq")),
            Index(keys=("workspace_id", "actor_id", "seq")),
        ),
        personal={
            "actor_id": PersonalData(
                category="what a user did", purpose="security", retention="proof-5-years"
            )
        },
    ),
    CollectionSpec(
        name="audit_heads",
        owner="audit",
        no_personal_data_because="a number and a hash",
    ),
)

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

COLLECTIONS: tuple[CollectionSpec, ...] = (
    *SHARED,
    *INTEGRATIONS,
    *ACCOUNTS,
    *AUDIT,
    *SALESBOOK,
    *PROSPECTS,
    *PROSPECT_VIEWS,
    *PEOPLE_SEARCH,
    *SCORING,
    *ENRICHMENT,
    *CAMPAIGNS,
    *DELIVERY,
    *MESSAGING,
    *INBOX,
    INBOX_ACCESS,
    *CONSENT,
    *PRIVACY,
    *BILLING,
    *INSIGHTS,
)


async def ensure_collections(database: Database) -> None:
    """Create what is missing. Running it again changes nothing."""
    for spec in COLLECTIONS:
        rows = database[spec.name]
        for index in spec.indexes:
            keys = [(key.strip("-"), -1 if key.startswith("-") else 1) for key in index.keys]
            options: dict[str, Any] = {"name": index.name}
            if index.unique:
                options["unique"] = True
            if index.present:
                options["partialFilterExpression"] = {index.present: {"$gt": ""}}
            if index.expire_after_seconds is not None:
                options["expireAfterSeconds"] = index.expire_after_seconds
            await rows.create_index(keys, **options)
