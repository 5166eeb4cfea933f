"""Any JSON schema of the structured-output subset, filled with what there is to say.

`vendors/llm.md` 1.2 and 2.2: `$ref`, `anyOf`, enums, nullable fields, closed objects.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from adapters.sandbox.store import Json, Value

_MISSING = object()
_KINDS: tuple[tuple[type, str], ...] = (
    (bool, "boolean"),
    (int, "integer"),
    (float, "number"),
    (list, "array"),
    (dict, "object"),
)
_CAREFUL = ("to_qualify", "unknown", "other", "none", "neutral")


class Shaper:
    """`texts` are the texts of the request: filler is taken from them and never invented."""

    def __init__(self, schema: Json, texts: Sequence[str]) -> None:
        self._root = schema
        self._texts = [text for text in texts if text.strip()] or ["-"]
        self._turn = 0

    def __call__(self, value: Value = _MISSING) -> Value:
        return self._shape(self._root, value)

    def _resolve(self, schema: Json) -> Json:
        while "$ref" in schema:
            target: Value = self._root
            for step in str(schema["$ref"]).removeprefix("#/").split("/"):
                target = target[step]
            schema = target
        return schema

    def _shape(self, schema: Json, value: Value) -> Value:  # noqa: PLR0911 - one case per keyword
        schema = self._resolve(schema)
        options = schema.get("anyOf") or schema.get("oneOf")
        if options:
            return self._shape(self._option(options, value), value)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self._one_of(schema["enum"], value)
        kind = schema.get("type", "object" if "properties" in schema else "string")
        if isinstance(kind, list):
            options = [{**schema, "type": one} for one in kind]
            return self._shape(self._option(options, value), value)
        match kind:
            case "object":
                given = value if isinstance(value, dict) else {}
                return {
                    name: self._shape(inner, given.get(name, _MISSING))
                    for name, inner in schema.get("properties", {}).items()
                }
            case "array":
                return self._list(schema, value)
            case "boolean":
                return value if isinstance(value, bool) else False
            case "integer" | "number":
                return self._number(schema, value, whole=kind == "integer")
            case "null":
                return None
            case _:
                return self._string(schema, value)

    def _option(self, options: Sequence[Json], value: Value) -> Json:
        """Null when there is nothing to say, else the first option of the value's kind."""
        resolved = [self._resolve(one) for one in options]
        for one in resolved:
            if one.get("type") == "null" and (value is _MISSING or value is None):
                return one
        wanted = next((name for kind, name in _KINDS if isinstance(value, kind)), "string")
        for one in resolved:
            if one.get("type") == wanted or (wanted == "string" and "enum" in one):
                return one
        return next((one for one in resolved if one.get("type") != "null"), resolved[0])

    def _one_of(self, allowed: Sequence[Any], value: Value) -> Value:
        if value in allowed:
            return value
        return next((one for one in _CAREFUL if one in allowed), allowed[0])

    def _list(self, schema: Json, value: Value) -> list[Any]:
        items = schema.get("items", {})
        given = list(value) if isinstance(value, list) else []
        allowed = self._resolve(items).get("enum")
        if allowed:
            given = [one for one in given if one in allowed]
        given += [_MISSING] * (int(schema.get("minItems", 0)) - len(given))
        return [self._shape(items, one) for one in given[: schema.get("maxItems", len(given))]]

    def _number(self, schema: Json, value: Value, *, whole: bool) -> float:
        low, high = schema.get("minimum", 0), schema.get("maximum", 1)
        found = value if isinstance(value, int | float) else low + (high - low) / 2
        return int(found) if whole else float(found)

    def _string(self, schema: Json, value: Value) -> str:
        if not isinstance(value, str):
            value = self._texts[self._turn % len(self._texts)]
            self._turn += 1
            if schema.get("format") == "date":
                value = "2026-01-01"
            elif schema.get("format") == "date-time":
                value = "2026-01-01T00:00:00Z"
        return str(value)[: schema.get("maxLength", 2000)]


_NO_TEXT = frozenset(("task", "id", "language", "tone", "kind", "label"))


def texts_of(value: Value) -> Iterator[str]:
    """Every text in the document, in order; what only steers the request is left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _NO_TEXT:
                yield from texts_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner)


def document_in(text: str) -> Json:
    """The JSON document of a user turn; a plain text becomes `{"text": …}`."""
    start = text.find("{")
    while start != -1:
        try:
            found, _ = json.JSONDecoder().raw_decode(text[start:])
        except ValueError:
            start = text.find("{", start + 1)
            continue
        if isinstance(found, dict):
            return found
        break
    return {"text": text}


def strict_problem(schema: Value, path: str = "schema") -> str | None:
    """What OpenAI's strict mode refuses: open objects and optional properties (1.2)."""
    if isinstance(schema, list):
        found = (strict_problem(one, f"{path}[{n}]") for n, one in enumerate(schema))
        return next((one for one in found if one), None)
    if not isinstance(schema, dict):
        return None
    if "properties" in schema and isinstance(schema["properties"], dict):
        if schema.get("additionalProperties") is not False:
            return f"'additionalProperties' is required to be false at {path}"
        if set(schema.get("required", [])) != set(schema["properties"]):
            return f"'required' must name every property at {path}"
    for key, inner in schema.items():
        found_inside = strict_problem(inner, f"{path}.{key}")
        if found_inside:
            return found_inside
    return None
