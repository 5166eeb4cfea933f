"""Dataclass ↔ row, by the types of the fields. The contract suites hold it to every field."""

from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.strategies import configure_tagged_union

from adapters.mongo.driver import Row
from domain.shared.events import Scalar

T = TypeVar("T")


def _converter() -> Converter:
    made = Converter(forbid_extra_keys=False)
    made.register_structure_hook(datetime, lambda value, _: value)
    made.register_unstructure_hook(date, lambda day: day.isoformat())
    made.register_unstructure_hook(datetime, lambda instant: instant)
    made.register_structure_hook(date, lambda text, _: date.fromisoformat(text))
    made.register_unstructure_hook(time, lambda moment: moment.isoformat())
    made.register_structure_hook(time, lambda text, _: time.fromisoformat(text))
    made.register_unstructure_hook(timedelta, lambda span: span // timedelta(milliseconds=1))
    made.register_structure_hook(timedelta, lambda count, _: timedelta(milliseconds=count))
    made.register_structure_hook_func(lambda kind: kind == Scalar, lambda value, _: value)
    made.register_structure_hook(bytes, lambda raw, _: bytes(raw))
    made.register_unstructure_hook(bytes, lambda raw: raw)
    return made


CONVERTER = _converter()


def tagged(union: Any) -> None:  # noqa: ANN401 - a union type has no static type
    """Store the members of this union with their class name in `_type`."""
    configure_tagged_union(union, CONVERTER)


def to_row(thing: Any) -> Row:  # noqa: ANN401 - any dataclass of the domain
    """`id` becomes `_id`; uncollected events are not part of the row."""
    row: Row = CONVERTER.unstructure(thing)
    row.pop("events", None)
    if "id" in row:
        row["_id"] = row.pop("id")
    return row


def from_row(row: Row, kind: type[T]) -> T:
    if "_id" in row:
        row = {**row, "id": row["_id"]}
    return CONVERTER.structure(row, kind)
