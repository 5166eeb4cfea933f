"""Facts of the Salesbook."""

from dataclasses import dataclass

from domain.shared.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesbookRevised(Event):
    """`part` is company, offer or persona; `part_id` is empty for the company."""

    revision: int
    part: str
    part_id: str
