"""Error bodies of Unipile v1 (vendors/unipile.md 2.5, 2.6)."""

from fastapi import Request
from fastapi.responses import JSONResponse

_TITLES = {
    "missing_credentials": "Missing credentials",
    "invalid_credentials": "Invalid credentials",
    "disconnected_account": "Disconnected account",
    "resource_not_found": "Resource not found",
    "invalid_parameters": "Invalid parameters",
    "missing_parameters": "Missing parameters",
}


class Refusal(Exception):
    """`kind` is the part after `errors/`."""

    def __init__(self, status: int, kind: str, detail: str = "") -> None:
        super().__init__(kind)
        self.status, self.kind, self.detail = status, kind, detail

    @property
    def body(self) -> dict[str, object]:
        title = _TITLES.get(self.kind, self.kind.replace("_", " ").capitalize())
        body: dict[str, object] = {"title": title, "type": f"errors/{self.kind}"}
        if self.detail:
            body["detail"] = self.detail
        return {**body, "status": self.status}


async def answer_refusal(request: Request, error: Exception) -> JSONResponse:
    del request
    assert isinstance(error, Refusal)  # noqa: S101 - registered for this class only
    return JSONResponse(error.body, error.status)


def missing(name: str) -> Refusal:
    return Refusal(400, "missing_parameters", f"{name} is required")


def invalid(detail: str) -> Refusal:
    return Refusal(400, "invalid_parameters", detail)


def not_found(what: str) -> Refusal:
    return Refusal(404, "resource_not_found", f"{what} not found")
