"""Who acts, in which workspace, with which permissions."""

from dataclasses import dataclass
from enum import StrEnum

from domain.shared.errors import Forbidden
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
    SUPPRESSION_ADD = "suppression:add"
    ENRICHMENT_RUN = "enrichment:run"
    RESULTS_READ = "results:read"
    CREDITS_READ = "credits:read"
    MEMBERS_ADD = "members:add"


_READS = frozenset(
    {
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
    Role.ADMIN: frozenset(Permission),
    Role.MANAGER: _WORK | {Permission.SALESBOOK_EDIT},
    Role.MEMBER: _WORK,
    Role.VIEWER: _READS,
    Role.BILLING: frozenset({Permission.CREDITS_READ}),
    Role.DPO: _READS | {Permission.LIA_SIGN, Permission.SUPPRESSION_ADD},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One person (or the product itself, `user_id` "system") in exactly one workspace."""

    user_id: UserId
    workspace_id: WorkspaceId
    role: Role
    permissions: frozenset[Permission]

    def require(self, permission: Permission) -> None:
        """Raise Forbidden, naming the missing permission."""
        if permission not in self.permissions:
            raise Forbidden(permission.value)


SYSTEM = UserId("system")


def system_actor(workspace_id: WorkspaceId) -> Actor:
    """The product acting by itself, in a worker."""
    return Actor(
        user_id=SYSTEM,
        workspace_id=workspace_id,
        role=Role.OWNER,
        permissions=frozenset(Permission),
    )
