"""The API's routes read from its own document, and requests made up for them."""

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from api.app import make_surface

DOCUMENT: dict[str, Any] = make_surface().openapi()
# Open to anybody: there is no account yet, or none is needed.
OPEN = frozenset(
    {
        "list_subprocessors",
        "list_measures",
        "list_own_activities",
        "read_legal_entity",
        "download_export",
        "read_purge_receipt",
        "sign_up",
        "confirm_sign_up",
        "sign_in",
        "sign_out",
        "request_password",
        "choose_password",
        "confirm_email",
        "read_invitation",
        "accept_invitation",
        "read_policy",
    }
)


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    spec: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.spec["operationId"])

    @property
    def path_parameters(self) -> list[str]:
        return [p["name"] for p in self.spec.get("parameters", []) if p["in"] == "path"]

    @property
    def body_schema(self) -> dict[str, Any] | None:
        content = self.spec.get("requestBody", {}).get("content", {})
        schema: dict[str, Any] | None = content.get("application/json", {}).get("schema")
        return None if schema is None else resolve(schema)

    @property
    def takes_file(self) -> bool:
        return "multipart/form-data" in self.spec.get("requestBody", {}).get("content", {})


def resolve(schema: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in schema:
        schema = DOCUMENT["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def operations(prefix: str = "/api/v1") -> Iterator[Operation]:
    for path, methods in DOCUMENT["paths"].items():
        for method, spec in methods.items():
            if path.startswith(prefix):
                yield Operation(method.upper(), path, spec)


_BY_NAME: dict[str, Any] = {
    "email": "someone@company.example",
    "collected_on": "2026-11-02",
    "dated_on": "2026-01-15",
    "expires_on": "2027-01-15",
    "country": "FR",
    "countries": ["FR"],
    "url": "https://company.example",
    "website": "https://company.example",
    "linkedin_url": "https://www.linkedin.com/in/someone",
    "booking_link": "https://company.example/book",
    "allowed_link_hosts": ["company.example"],
    "legal_kind": "legal",
    "register_number": "732 829 320",
    "rights_email": "privacy@company.example",
    "phone": "+33142685300",
}


def sample(schema: dict[str, Any], name: str = "") -> Any:
    """A small valid value of a schema."""
    schema = resolve(schema)
    for choice in ("anyOf", "oneOf"):
        schema = resolve(schema[choice][0]) if choice in schema else schema
    if name in _BY_NAME:
        return copy.copy(_BY_NAME[name])
    if "const" in schema or "enum" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    made: dict[str, Callable[[], Any]] = {
        "object": lambda: {
            key: sample(inner, key) for key, inner in schema.get("properties", {}).items()
        },
        "array": lambda: (
            [sample(schema["items"], name.rstrip("s"))] * max(1, schema.get("minItems", 0))
        ),
        "integer": lambda: max(1, schema.get("minimum", 1)),
        "number": lambda: 1.5,
        "boolean": lambda: True,
        "string": lambda: _text(schema),
    }
    return made[schema["type"]]()


def _text(schema: dict[str, Any]) -> str:
    if schema.get("format") == "date-time":
        return "2026-11-02T09:00:00Z"
    if schema.get("format") == "date":
        return "2026-11-02"
    text = "a plain text of some length"
    return text[: schema.get("maxLength", 200)].ljust(schema.get("minLength", 0), "a")


def id_places(value: Any, name: str = "", path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a body names things by id: `xxx_id`, `xxx_ids`, `id` and lists called `ids`."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from id_places(inner, key, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from id_places(inner, name, (*path, position))
    elif isinstance(value, str) and (name.endswith(("_id", "_ids")) or name in {"id", "ids"}):
        yield path


def put(body: Any, place: tuple[Any, ...], value: str) -> Any:
    changed = copy.deepcopy(body)
    inner = changed
    for step in place[:-1]:
        inner = inner[step]
    inner[place[-1]] = value
    return changed
