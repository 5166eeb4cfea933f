"""What the SDK sends: `a[b][0][c]=x` (vendors/stripe.md 1), and which names it may hold."""

import functools
import importlib
import re
from typing import Any
from urllib.parse import parse_qsl

from adapters.sandbox.stripe.refusals import invalid

_PART = re.compile(r"[^\[\]]+")
_NESTED = re.compile(r"\b([A-Z]\w*Params\w*)\b")


def decode(text: str) -> dict[str, Any]:
    """Nested dicts; a dict whose keys are all numbers becomes a list."""
    root: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        parts = _PART.findall(name)
        place = root
        for part in parts[:-1]:
            place = place.setdefault(part, {})
        key = parts[-1] if not name.endswith("[]") else str(len(place))
        place[key] = value
    return {key: _listed(value) for key, value in root.items()}


def _listed(value: Any) -> Any:  # noqa: ANN401 - nested text
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(one) for key, one in value.items()}
    if inner and all(key.isdigit() for key in inner):
        return [inner[key] for key in sorted(inner, key=int)]
    return inner


def check_names(params: dict[str, Any], module: str) -> None:
    """Refuse a name that the wheel's own types do not have: an old one is caught (section 6)."""
    _check(params, *_root(module), path="")


def _check(value: Any, names: Any, nested: Any, *, path: str) -> None:  # noqa: ANN401
    for key, inner in value.items():
        where = f"{path}[{key}]" if path else key
        if key not in names:
            raise invalid(f"Received unknown parameter: {where}", "parameter_unknown", where)
        below = nested.get(key)
        if below is None:
            continue
        for one in inner if isinstance(inner, list) else [inner]:
            if isinstance(one, dict):
                _check(one, *below, path=where)


@functools.cache
def _root(module: str) -> tuple[frozenset[str], dict[str, Any]]:
    found = importlib.import_module(f"stripe.params.{module}")
    options = importlib.import_module("stripe._request_options").RequestOptions
    stem = module.rpartition(".")[2].strip("_").split("_")
    root = "".join(word.capitalize() for word in stem)
    names, nested = _names(found, root)
    return names - set(options.__annotations__), nested


def _names(module: Any, kind: str) -> tuple[frozenset[str], dict[str, Any]]:  # noqa: ANN401
    annotations = getattr(module, kind).__annotations__
    nested = {}
    for key, annotation in annotations.items():
        kinds = [one for one in _NESTED.findall(repr(annotation)) if hasattr(module, one)]
        if kinds:
            both = [_names(module, one) for one in kinds]
            names = frozenset().union(*(one for one, _ in both))
            nested[key] = (names, {k: v for _, inner in both for k, v in inner.items()})
    return frozenset(annotations), nested
