"""What is offered, and what may be claimed about it (product.md SB-3)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from domain.salesbook.errors import OfferRefused
from domain.shared.errors import FieldFault
from domain.shared.ids import NewId, OfferId

DEFAULT_FORBIDDEN_CLAIMS = ("garanti", "leader")
# A proof past its expiry turns amber; this long after, it counts no more.
_GRACE = timedelta(days=30)
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})+")


class PricePolicy(StrEnum):
    SAY = "say"
    SAY_A_RANGE = "say_a_range"
    NEVER_SAY = "never_say"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Evidence for a claim: what it says, where it comes from, when it was true."""

    id: str
    text: str
    source: str
    dated_on: date | None
    expires_on: date | None

    def counts_on(self, day: date) -> bool:
        return self.expires_on is None or day - _GRACE <= self.expires_on


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesObjection:
    objection: str
    answer: str


def host_of(link: str) -> str | None:
    """The host of an https link, or None for anything else, credentials and ports included."""
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme != "https" or "@" in parts.netloc or port is not None:
        return None
    return host if _HOST.fullmatch(host) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Claims are made from its proofs alone, never from what it forbids. Links lead to its hosts
    and its booking page, nowhere else. `revision` is that of the Salesbook when it last changed.
    """

    id: OfferId
    name: str
    promise: str
    proofs: tuple[Proof, ...] = ()
    forbidden_claims: tuple[str, ...] = DEFAULT_FORBIDDEN_CLAIMS
    price_policy: PricePolicy | None = None
    call_to_action: str = ""
    booking_link: str = ""
    allowed_link_hosts: tuple[str, ...] = ()
    sales_objections: tuple[SalesObjection, ...] = ()
    revision: int = 0

    def with_proof_ids(self, before: "Offer | None", new_id: NewId) -> "Offer":
        """Proofs known `before` keep their ids, so what was claimed from them still points at them;
        all others get fresh ones.
        """
        known = {proof.id for proof in before.proofs} if before else set()
        proofs = []
        for proof in self.proofs:
            is_known = proof.id in known
            known.discard(proof.id)
            proofs.append(proof if is_known else replace(proof, id=new_id()))
        return replace(self, proofs=tuple(proofs))

    def check(self) -> None:
        """Raise OfferRefused."""
        faults = [*self._faults()]
        if faults:
            raise OfferRefused(faults=faults)

    def _faults(self) -> Iterator[FieldFault]:
        if not self.name:
            yield FieldFault("/name", "missing")
        if not self.promise:
            yield FieldFault("/promise", "missing")
        for place, proof in enumerate(self.proofs):
            if not proof.text:
                yield FieldFault(f"/proofs/{place}/text", "missing")
            if proof.dated_on and proof.expires_on and proof.expires_on < proof.dated_on:
                yield FieldFault(f"/proofs/{place}/expires_on", "expires-before-its-date")
        if self.booking_link and host_of(self.booking_link) is None:
            yield FieldFault("/booking_link", "not-an-https-link")
        for place, host in enumerate(self.allowed_link_hosts):
            if not _HOST.fullmatch(host):
                yield FieldFault(f"/allowed_link_hosts/{place}", "not-a-host")

    def has_valid_proof(self, day: date) -> bool:
        return any(proof.counts_on(day) for proof in self.proofs)
