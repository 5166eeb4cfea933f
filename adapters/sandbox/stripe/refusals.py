"""Stripe's error bodies (vendors/stripe.md 1)."""

from adapters.sandbox.store import Json


class Refusal(Exception):
    def __init__(self, status: int, error: Json) -> None:
        super().__init__(error.get("message", ""))
        self.status, self.body = status, {"error": error}


def invalid(message: str, code: str = "", param: str = "", status: int = 400) -> Refusal:
    error: Json = {"type": "invalid_request_error", "message": message}
    if code:
        error["code"] = code
    if param:
        error["param"] = param
    return Refusal(status, error)


def missing(what: str, ref: str) -> Refusal:
    return invalid(f"No such {what}: '{ref}'", "resource_missing", "id", 404)


def declined(code: str = "card_declined") -> Refusal:
    return Refusal(402, {"type": "card_error", "code": code, "message": "Your card was declined."})
