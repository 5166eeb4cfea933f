"""What can go wrong with the audit log."""

from domain.shared.errors import Conflict


class ChainBroken(Conflict):
    """An entry does not fit the one before it; `detail` is its number."""

    code = "audit-chain-broken"
