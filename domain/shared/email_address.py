"""An e-mail address as people type it, and as we compare it."""

import re
import unicodedata
from dataclasses import dataclass
from typing import ClassVar

from domain.shared.errors import Invalid

_SHAPE = re.compile(r"[^\s@<>(),;:\\\"\[\]]{1,64}@[^\s@<>(),;:\\\"\[\]/]{1,253}")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class NotAnEmailAddress(Invalid):
    code = "not-an-email-address"


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """Normalised once: NFKC, no surrounding space, lower case, IDNA domain (security.md 3.5)."""

    value: str
    MAX: ClassVar[int] = 254

    def __post_init__(self) -> None:
        text = unicodedata.normalize("NFKC", self.value).strip().lower()
        if len(text) > self.MAX or not _SHAPE.fullmatch(text):
            raise NotAnEmailAddress
        local, _, domain = text.rpartition("@")
        try:
            domain = domain.encode("idna").decode("ascii")
        except UnicodeError as error:
            raise NotAnEmailAddress from error
        labels = domain.split(".")
        if len(labels) < 2 or not all(_LABEL.fullmatch(label) for label in labels):
            raise NotAnEmailAddress
        if local.startswith(".") or local.endswith(".") or ".." in local:
            raise NotAnEmailAddress
        object.__setattr__(self, "value", f"{local}@{domain}")

    @property
    def domain(self) -> str:
        return self.value.rpartition("@")[2]

    def __str__(self) -> str:
        return self.value
