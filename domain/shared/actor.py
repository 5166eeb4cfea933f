"""Who acts, in which workspace, with which permissions: the one matrix (TEAM-1, obligation 85)."""

from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum

from domain.shared.errors import FieldFault, Forbidden, ScopeMissing, SecondFactorNeeded
from domain.shared.ids import UserId, WorkspaceId


class Role(StrEnum):
    """Roles of product.md 1.1."""

    OWNER = "owner"
    ADMIN = "admin"
    MANAGER = "manager"
    MEMBER = "member"
    VIEWER = "viewer"
    BILLING = "billing"
    DPO = "dpo"


class Permission(StrEnum):
    """Rows of the matrix in product.md 3.14 (TEAM-1), as far as routes need them."""

    SALESBOOK_READ = "salesbook:read"
    SALESBOOK_EDIT = "salesbook:edit"
    PROSPECTS_READ = "prospects:read"
    PROSPECTS_WRITE = "prospects:write"
    CAMPAIGNS_READ = "campaigns:read"
    CAMPAIGNS_CREATE = "campaigns:create"
    CAMPAIGNS_LAUNCH = "campaigns:launch"
    LIA_SIGN = "lia:sign"
    DRAFTS_READ = "drafts:read"
    DRAFTS_APPROVE = "drafts:approve"
    INBOX_READ = "inbox:read"
    INBOX_ANSWER = "inbox:answer"
    SENDERS_CONNECT = "senders:connect"
    SENDING_STOP = "sending:stop"
    SENDING_RESTART = "sending:restart"
    SENDING_SETTLE = "sending:settle"
    LIMITS_SET = "limits:set"
    SUPPRESSION_ADD = "suppression:add"
    RIGHTS_HANDLE = "rights:handle"
    REGISTERS_READ = "registers:read"
    EXPORTS_CREATE = "exports:create"
    ENRICHMENT_RUN = "enrichment:run"
    RESULTS_READ = "results:read"
    CREDITS_READ = "credits:read"
    BILLING_MANAGE = "billing:manage"
    SPENDING_EDIT = "spending:edit"
    TEAM_READ = "team:read"
    TEAM_MANAGE = "team:manage"
    KEYS_READ = "keys:read"
    KEYS_MANAGE = "keys:manage"
    AUDIT_READ = "audit:read"
    WORKSPACE_CLOSE = "workspace:close"
    MODELS_SET = "models:set"
    DOUBTS_SETTLE = "doubts:settle"
    MANDATES_SIGN = "mandates:sign"


# Rights that nobody has on a password alone, not even for the first days (ASVS 6.3.3, TEAM-1).
NEEDS_SECOND_FACTOR = frozenset(
    {
        Permission.TEAM_MANAGE,
        Permission.KEYS_MANAGE,
        Permission.AUDIT_READ,
        Permission.WORKSPACE_CLOSE,
        Permission.SENDERS_CONNECT,
        Permission.EXPORTS_CREATE,
    }
)

_READS = frozenset(
    {
        Permission.TEAM_READ,
        Permission.SALESBOOK_READ,
        Permission.PROSPECTS_READ,
        Permission.CAMPAIGNS_READ,
        Permission.DRAFTS_READ,
        Permission.INBOX_READ,
        Permission.RESULTS_READ,
    }
)
_WORK = _READS | {
    Permission.PROSPECTS_WRITE,
    Permission.CAMPAIGNS_CREATE,
    Permission.CAMPAIGNS_LAUNCH,
    Permission.DRAFTS_APPROVE,
    Permission.INBOX_ANSWER,
    Permission.SENDERS_CONNECT,
    Permission.SUPPRESSION_ADD,
    Permission.ENRICHMENT_RUN,
    Permission.CREDITS_READ,
}

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.ADMIN: frozenset(Permission) - {Permission.WORKSPACE_CLOSE, Permission.BILLING_MANAGE},
    Role.MANAGER: _WORK
    | {
        Permission.SENDING_STOP,
        Permission.SENDING_SETTLE,
        Permission.EXPORTS_CREATE,
        Permission.SALESBOOK_EDIT,
        Permission.DOUBTS_SETTLE,
        Permission.MANDATES_SIGN,
    },
    Role.MEMBER: _WORK,
    Role.VIEWER: _READS,
    Role.BILLING: frozenset(
        {
            Permission.CREDITS_READ,
            Permission.BILLING_MANAGE,
            Permission.SPENDING_EDIT,
            Permission.TEAM_READ,
        }
    ),
    Role.DPO: _READS
    | {
        Permission.LIA_SIGN,
        Permission.SUPPRESSION_ADD,
        Permission.DOUBTS_SETTLE,
        Permission.RIGHTS_HANDLE,
        Permission.REGISTERS_READ,
        Permission.EXPORTS_CREATE,
        Permission.SENDING_STOP,
        Permission.SENDING_RESTART,
        Permission.KEYS_READ,
        Permission.AUDIT_READ,
    },
}

# What is left of every role while a workspace closes (obligations 74, 78): to read, to keep the
# people's rights, to take the data out, to change one's mind.
WHILE_CLOSING = _READS | {
    Permission.REGISTERS_READ,
    Permission.CREDITS_READ,
    Permission.AUDIT_READ,
    Permission.SUPPRESSION_ADD,
    Permission.RIGHTS_HANDLE,
    Permission.SENDING_STOP,
    Permission.BILLING_MANAGE,
    Permission.EXPORTS_CREATE,
    Permission.WORKSPACE_CLOSE,
}
# The same while the product's staff holds the workspace back (obligation 35).
WHILE_SUSPENDED = WHILE_CLOSING
WHILE_RETAINED = frozenset({Permission.EXPORTS_CREATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person (or the product itself, `user_id` "system") in exactly one workspace."""

    user_id: UserId
    workspace_id: WorkspaceId
    role: Role
    permissions: frozenset[Permission]
    second_factor: bool = True
    """False in the first days of a member who has only a password so far."""
    key_id: str | None = None
    """The API key this actor speaks through, if it is not a browser."""

    def require(self, permission: Permission) -> None:
        """Raise Forbidden, naming the missing permission (ScopeMissing for an API key);
        SecondFactorNeeded for the rights that a password alone does not give.
        """
        if permission not in self.permissions:
            if self.key_id is not None:
                raise ScopeMissing(faults=[FieldFault("", "scope-missing", permission.value)])
            raise Forbidden(permission.value)
        if permission in NEEDS_SECOND_FACTOR and not self.second_factor:
            raise SecondFactorNeeded


# Whoever the running request acts for; the audit log reads it. None: the product itself.
CURRENT_ACTOR: ContextVar["Actor | None"] = ContextVar("current_actor", default=None)

SYSTEM = UserId("system")


def system_actor(workspace_id: WorkspaceId) -> Actor:
    """The product acting by itself, in a worker."""
    return Actor(
        user_id=SYSTEM,
        workspace_id=workspace_id,
        role=Role.OWNER,
        permissions=frozenset(Permission),
    )
