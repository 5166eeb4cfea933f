"""The only place where domain errors meet HTTP (RFC 9457)."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.models import Answer
from api.problem_texts import text_of
from domain.shared.errors import (
    Conflict,
    DomainError,
    FieldFault,
    Forbidden,
    Gone,
    Invalid,
    NotFound,
    PaymentNeeded,
    Throttled,
    Unauthenticated,
    Unavailable,
)

STATUS: dict[type[DomainError], int] = {
    Gone: 410,
    NotFound: 404,
    Conflict: 409,
    Forbidden: 403,
    Unauthenticated: 401,
    Invalid: 422,
    Throttled: 429,
    PaymentNeeded: 402,
    Unavailable: 503,
}

_HTTP_CODES = {
    400: "malformed-request",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "unsupported-media-type",
    429: "too-many-requests",
}


class Fault(Answer):
    """`pointer` is a JSON pointer (RFC 6901) into the request."""

    pointer: str
    code: str
    detail: str


class Problem(Answer):
    """What went wrong, in the caller's language; decide on `code`."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    errors: list[Fault]


def status_of(error: DomainError | type[DomainError]) -> int:
    kind = error if isinstance(error, type) else type(error)
    for base in kind.__mro__:
        if base in STATUS:
            return STATUS[base]
    return 400


def language(request: Request) -> str:
    """`en` when the caller prefers it to French; French otherwise."""
    accepted = request.headers.get("accept-language", "").lower()
    first = accepted.split(",")[0].strip()
    return "en" if first.startswith("en") else "fr"


def problem_response(
    request: Request,
    *,
    code: str,
    status: int,
    faults: Sequence[FieldFault] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    speech = language(request)
    title, detail = text_of(code, speech)
    body = Problem(
        type=f"{request.app.state.application.plumbing.public_url}/problems/{code}",
        title=title,
        status=status,
        detail=detail,
        instance=getattr(request.state, "request_id", ""),
        code=code,
        errors=[
            Fault(
                pointer=fault.pointer,
                code=fault.code,
                detail=fault.detail or text_of(fault.code, speech)[0],
            )
            for fault in faults
        ],
    )
    return JSONResponse(
        body.model_dump(),
        status_code=status,
        media_type="application/problem+json",
        headers={"Content-Language": speech, **(headers or {})},
    )


def problems(*errors: type[DomainError]) -> dict[int | str, dict[str, Any]]:
    """The `responses=` of a route: which problems it can answer with."""
    by_status: dict[int, list[str]] = {}
    for error in errors:
        by_status.setdefault(status_of(error), []).append(error.code)
    return {
        status: {
            "model": Problem,
            "description": "Problem: " + ", ".join(sorted(set(codes))),
        }
        for status, codes in by_status.items()
    }


def install_problems(api: FastAPI) -> None:
    """Every refusal leaves as a problem; the unexpected is caught in middleware.headers."""

    @api.exception_handler(DomainError)
    async def _refused(request: Request, error: DomainError) -> JSONResponse:
        headers = {}
        if isinstance(error, Throttled | Unavailable) and error.retry_after is not None:
            headers["Retry-After"] = str(max(1, round(error.retry_after.total_seconds())))
        return problem_response(
            request,
            code=error.code,
            status=status_of(error),
            faults=error.faults,
            headers=headers,
        )

    @api.exception_handler(RequestValidationError)
    async def _malformed(request: Request, error: RequestValidationError) -> JSONResponse:
        faults = [_fault(one) for one in error.errors()[:50]]
        return problem_response(request, code="invalid-request", status=422, faults=faults)

    @api.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        code = _HTTP_CODES.get(error.status_code, "malformed-request")
        return problem_response(
            request, code=code, status=error.status_code, headers=dict(error.headers or {})
        )


def _fault(error: Any) -> FieldFault:  # noqa: ANN401 - pydantic's untyped error details
    place = [str(part).replace("~", "~0").replace("/", "~1") for part in error["loc"][1:]]
    return FieldFault("/" + "/".join(place), str(error["type"]).replace("_", "-"))
