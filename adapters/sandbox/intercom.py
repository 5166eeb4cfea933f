"""Intercom's contacts (vendors/intercom.md 1 to 3, 6, 7): what the product asks of it, and what it
delivers. Not here: conversations, companies and search; nobody in the product asks for them.
"""

import hashlib
import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from adapters.sandbox.clock import stamp, unstamp
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json

ERRAND = "intercom-webhook"
VERSION = "2.16"
_LOCKED = timedelta(days=7)
_PER_WINDOW = 1_666  # 10,000 a minute, in windows of ten seconds (2)
_RETRIES = 3
_FIELDS = frozenset({"role", "external_id", "email", "name", "phone", "signed_up_at"})


class Refusal(Exception):
    def __init__(
        self, status: int, code: str, message: str, headers: dict[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.status, self.headers = status, headers or {}
        self.body: Json = {
            "type": "error.list",
            "request_id": None,
            "errors": [{"code": code, "message": message}],
        }

    def answer(self) -> JSONResponse:
        return JSONResponse(self.body, self.status, headers=self.headers)


def create_intercom(parts: Parts, desk: "Helpdesk") -> FastAPI:  # noqa: C901 - one per route
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    parts.schedule.errand(ERRAND, desk.post)

    @app.exception_handler(Refusal)
    async def answer_refusal(request: Request, error: Refusal) -> JSONResponse:
        del request
        return error.answer()

    @app.exception_handler(HTTPException)
    async def answer_http(request: Request, error: HTTPException) -> JSONResponse:
        del request
        return Refusal(error.status_code, "not_found", "Resource Not Found").answer()

    @app.middleware("http")
    async def check_door(
        request: Request, call_next: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        """1, 2: token, types, the pinned version, and windows of ten seconds."""
        window, is_over = desk.count_request()
        try:
            _check_head(parts, request)
            if is_over:
                raise Refusal(429, "rate_limit_exceeded", "Exceeded rate limit")
        except Refusal as refusal:
            answer: Response = refusal.answer()
        else:
            answer = await call_next(request)
        answer.headers.update({**window, "Intercom-Version": VERSION})
        return answer

    @app.post("/contacts")
    async def create(request: Request) -> Json:
        return desk.create(_body(await request.body()))

    @app.get("/contacts/find_by_external_id/{external_id}")
    async def find(external_id: str) -> Json:
        """Users only; what is archived or being deleted is not found."""
        found = desk.live(lambda one: one["external_id"] == external_id and one["role"] == "user")
        if not found:
            raise _missing()
        return desk.view(found[0])

    @app.get("/contacts/{ref}")
    async def read(ref: str) -> Json:
        return desk.view(desk.known(ref))

    @app.put("/contacts/{ref}")
    async def change(ref: str, request: Request) -> Json:
        return desk.change(ref, _body(await request.body()))

    @app.delete("/contacts/{ref}")
    async def delete(ref: str) -> Json:
        return desk.delete(ref)

    @app.post("/contacts/{ref}/archive")
    async def archive(ref: str) -> Json:
        return desk.archive(ref, archived=True)

    @app.post("/contacts/{ref}/unarchive")
    async def unarchive(ref: str) -> Json:
        return desk.archive(ref, archived=False)

    return app


def _check_head(parts: Parts, request: Request) -> None:
    given = request.headers.get("authorization", "")
    wanted = f"Bearer {parts.settings.intercom_key}"
    if not hmac.compare_digest(given.encode(), wanted.encode()):
        raise Refusal(401, "unauthorized", "Access Token Invalid")
    if "application/json" not in request.headers.get("accept", ""):
        raise Refusal(406, "media_type_not_acceptable", "The Accept header is not acceptable")
    if request.headers.get("intercom-version") != VERSION:
        raise Refusal(400, "intercom_version_invalid", "The requested version could not be found")


def _body(raw: bytes) -> Json:
    try:
        body = json.loads(raw)
    except ValueError as error:
        raise Refusal(400, "bad_request", "bad 'JSON' parameter") from error
    if not isinstance(body, dict):
        raise Refusal(400, "bad_request", "bad 'JSON' parameter")
    unknown = sorted(set(body) - _FIELDS)
    if unknown:
        raise Refusal(400, "parameter_invalid", f"Custom attribute '{unknown[0]}' does not exist")
    return body


def _missing() -> Refusal:
    return Refusal(404, "not_found", "User Not Found")


class Helpdesk:
    """Contacts, in the states active, archived, deleting (seven days) and merged."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self._window: tuple[int, int] = (0, 0)

    def count_request(self) -> tuple[dict[str, str], bool]:
        """The headers that say how the window stands, and whether it is used up."""
        now = int(self.parts.clock.now().timestamp())
        window = now // 10
        used = self._window[1] + 1 if self._window[0] == window else 1
        self._window = (window, used)
        told = {
            "X-RateLimit-Limit": str(_PER_WINDOW),
            "X-RateLimit-Remaining": str(max(0, _PER_WINDOW - used)),
            "X-RateLimit-Reset": str((window + 1) * 10),
        }
        return told, used > _PER_WINDOW

    def all(self) -> list[Json]:
        return self.parts.store.oldest("intercom-contact")

    def live(self, fits: Callable[[Json], bool]) -> list[Json]:
        return [one for one in self.all() if one["state"] == "active" and fits(one)]

    def view(self, contact: Json) -> Json:
        hidden = {"state", "deleted_at", "merged_into"}
        return {"type": "contact", **{k: v for k, v in contact.items() if k not in hidden}}

    def known(self, ref: str) -> Json:
        """Active or archived; 410 with the way to where a merged one went."""
        contact = self.parts.store.get("intercom-contact", ref)
        if contact is None or contact["state"] == "deleting":
            raise _missing()
        if contact["state"] == "merged":
            if self.parts.dials.reading("intercom.merged") == "404":
                raise _missing()
            link = f'</contacts/{contact["merged_into"]}>; rel="canonical"'
            raise Refusal(410, "contact_merged", "Contact has been merged", {"Link": link})
        return contact

    def _put(self, contact: Json, topic: str) -> Json:
        self.parts.store.put("intercom-contact", str(contact["id"]), contact)
        self.tell(topic, self.view(contact))
        return self.view(contact)

    def create(self, body: Json) -> Json:
        if body.get("role") not in {"user", "lead"}:
            raise Refusal(400, "parameter_invalid", "role must be either user or lead")
        self._refuse_twin(body)
        now = int(self.parts.clock.now().timestamp())
        contact: Json = {
            "id": hashlib.sha256(self.parts.new_id("intercom").encode()).hexdigest()[:24],
            "workspace_id": self.parts.settings.intercom_app_id,
            "external_id": body.get("external_id"),
            "role": body["role"],
            "email": body.get("email"),
            "name": body.get("name"),
            "created_at": now,
            "updated_at": now,
            "custom_attributes": {},
            "state": "active",
        }
        return self._put(contact, "contact.user.created")

    def _refuse_twin(self, body: Json) -> None:
        """3, 7: whoever has these details stands in the way, archived or being deleted too."""
        everybody = self.parts.dials.reading("intercom.same_email") == "users"
        for one in self.all():
            if one["state"] == "merged" or self._is_gone(one):
                continue
            same_id = body.get("external_id") and one["external_id"] == body["external_id"]
            same_address = (
                body.get("email")
                and one["email"] == body["email"]
                and one["state"] != "deleting"
                and (everybody or one["role"] == "lead")
            )
            if same_id or same_address:
                archived = one["state"] in {"archived", "deleting"}
                which = "An archived contact" if archived else "A contact"
                told = f"{which} matching those details already exists with id={one['id']}"
                raise Refusal(409, "conflict", told)

    def _is_gone(self, contact: Json) -> bool:
        if contact["state"] != "deleting":
            return False
        return self.parts.clock.now() - unstamp(contact["deleted_at"]) >= _LOCKED

    def change(self, ref: str, body: Json) -> Json:
        contact = {**self.known(ref), **body}
        if contact["external_id"]:
            contact["role"] = "user"
        contact["updated_at"] = int(self.parts.clock.now().timestamp())
        return self._put(contact, "contact.user.updated")

    def archive(self, ref: str, *, archived: bool) -> Json:
        contact = self.parts.store.get("intercom-contact", ref)
        if contact is not None and contact["state"] == "deleting" and not archived:
            told = "Contact is marked for permanent deletion and is not restorable"
            raise Refusal(400, "bad_request", told)
        contact = {**self.known(ref), "state": "archived" if archived else "active"}
        self._put(contact, "contact.archived" if archived else "contact.unarchive")
        return {**self._named(contact), "archived": archived}

    def delete(self, ref: str) -> Json:
        contact = self.known(ref)
        gone = {**contact, "state": "deleting", "deleted_at": stamp(self.parts.clock.now())}
        self.parts.store.put("intercom-contact", ref, gone)
        self.tell("contact.deleted", self._named(contact))
        return {**self._named(contact), "deleted": True}

    def merge(self, ref: str, into: str) -> None:
        contact = {**self.known(ref), "state": "merged", "merged_into": into}
        self._put(contact, "contact.merged")

    @staticmethod
    def _named(contact: Json) -> Json:
        return {"type": "contact", "id": contact["id"], "external_id": contact["external_id"]}

    def boot(self, token: str) -> str:
        """5, enforced: the messenger opened with this token; "" or why it is refused. Whoever is
        not known becomes a contact, also one that was deleted and whose id is free.
        """
        claims, fault = read_token(
            token, self.parts.settings.intercom_messenger_secret, self.parts.clock.now().timestamp()
        )
        if fault:
            return fault
        user_id = claims["user_id"]
        if not self.live(lambda one: one["external_id"] == user_id):
            told: Json = {name: claims[name] for name in ("email", "name") if name in claims}
            try:
                self.create(told | {"role": "user", "external_id": user_id})
            except Refusal as refusal:
                return str(refusal)
        return ""

    def tell(self, topic: str, item: Json) -> None:
        """6: to whoever is registered; by `/world/intercom/webhook` here."""
        place = self.parts.store.get("intercom-webhook-url", "url")
        if place is None:
            return
        number = self.parts.store.number("intercom-notice")
        told = {
            "type": "notification_event",
            "app_id": self.parts.settings.intercom_app_id,
            "id": f"notif_{number}",
            "topic": topic,
            "created_at": int(self.parts.clock.now().timestamp()),
            "delivery_attempts": 1,
            "self": None,
            "links": {},
            "data": {"type": "notification_event_data", "item": item},
        }
        errand = {"what": topic, "url": place["url"], "told": told}
        dial = self.parts.dials.take("intercom", topic, webhook=True)
        fault = dial.fault if dial else None
        if fault == "lose_webhook":
            return
        late = {"late_webhook": dial.seconds if dial else 0.0, "reorder_webhook": 60.0}
        self.parts.schedule.later(ERRAND, errand, seconds=late.get(fault or "", 0.0))
        if fault == "duplicate_webhook":
            self.parts.schedule.later(ERRAND, errand, seconds=1)

    async def post(self, errand: dict[str, Any]) -> None:
        """Signed with the app's client secret; tried again after anything but success."""
        raw = json.dumps(errand["told"]).encode()
        secret = self.parts.settings.intercom_client_secret
        # HMAC-SHA1 is the vendor's choice.
        mark = hmac.new(secret.encode(), raw, hashlib.sha1).hexdigest()
        attempt = int(errand["told"]["delivery_attempts"])
        status = await self.parts.post(
            "intercom",
            errand["what"],
            errand["url"],
            body=raw,
            headers={"Content-Type": "application/json", "X-Hub-Signature": f"sha1={mark}"},
            attempt=attempt,
        )
        delivered = status is not None and 200 <= status < 300
        if not delivered and attempt <= _RETRIES:
            again = {**errand, "told": {**errand["told"], "delivery_attempts": attempt + 1}}
            self.parts.schedule.later(
                ERRAND, again, seconds=60, floor=self.parts.settings.retry_floor_seconds
            )


def read_token(token: str, secret: str, now: float) -> tuple[dict[str, Any], str]:
    """The claims, or why the messenger refuses them (8): one algorithm, this secret, a user, and
    a time that is not over.
    """
    parts = token.split(".")
    try:
        header, claims = (json.loads(_unpadded(part)) for part in parts[:2])
        given = _unpadded(parts[2])
    except (ValueError, IndexError):
        return {}, "malformed"
    mark = hmac.digest(secret.encode(), ".".join(parts[:2]).encode(), "sha256")
    fault = ""
    if header.get("alg") != "HS256":
        fault = "algorithm"
    elif not hmac.compare_digest(mark, given):
        fault = "signature"
    elif not isinstance(claims.get("user_id"), str) or not claims["user_id"]:
        fault = "user_id"
    elif not isinstance(claims.get("exp"), int) or claims["exp"] <= now:
        fault = "expired"
    return ({}, fault) if fault else (claims, "")


def _unpadded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
