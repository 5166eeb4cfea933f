"""The published document: stable operation ids, problems as problems (style 3.11)."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute


def operation_id(route: APIRoute) -> str:
    return route.name


def install_document(api: FastAPI, routes: Sequence[BaseRoute]) -> None:
    """Build the document once, with our problem shape in place of FastAPI's 422."""

    def document() -> dict[str, Any]:
        if api.openapi_schema is None:
            made = get_openapi(
                title=api.title,
                version=api.version,
                summary="B2B prospecting that is truthful, bounded and reversible",
                routes=routes,
            )
            for path in made["paths"].values():
                for operation in path.values():
                    _problems_only(operation)
            schemas = made["components"]["schemas"]
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            api.openapi_schema = made
        return api.openapi_schema

    api.openapi = document  # type: ignore[method-assign]


# What stands before every route can answer at every route.
_ANYWHERE = (
    ("403", "address-not-allowed, foreign-page, forbidden, scope-missing, second-factor-needed"),
    ("422", "invalid-request"),
    ("429", "too-many-requests"),
    ("500", "unexpected"),
    ("503", "unavailable"),
)
_PROBLEM = {"$ref": "#/components/schemas/Problem"}


def _problems_only(operation: dict[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            # A page for people may refuse with a page, too.
            page: dict[str, Any] = (
                {"text/html": {}} if "text/html" in answer.get("content", {}) else {}
            )
            answer["content"] = page | {"application/problem+json": {"schema": _PROBLEM}}
    unread = [("400", "malformed-request")] if "requestBody" in operation else []
    for status, says in [*unread, *_ANYWHERE]:
        operation["responses"].setdefault(
            status,
            {
                "description": f"Problem: {says}",
                "content": {"application/problem+json": {"schema": _PROBLEM}},
            },
        )
