"""How a collection is declared."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


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
