"""The step that keeps roles from climbing."""

from domain.accounts.errors import RoleAboveOwn
from domain.shared.actor import Actor, Role


def check_role(actor: Actor, *roles: Role) -> None:
    """Only an owner touches owners: nobody gives or takes more than the own role (TEAM-1)."""
    if Role.OWNER in roles and actor.role is not Role.OWNER:
        raise RoleAboveOwn
