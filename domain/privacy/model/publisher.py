"""Who edits and sells the service, as every page and notice names it (obligations 1, 5, 131)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Required in live mode, field by field."""

    name: str
    legal_form: str
    capital: str
    register_number: str
    address: str
    privacy_contact: str
