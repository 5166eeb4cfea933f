"""`/world`: look at the world, make somebody do something, make a vendor misbehave."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from adapters.sandbox import files
from adapters.sandbox.crowd import Crowd, NothingToReactTo
from adapters.sandbox.dials import READINGS, Dial
from adapters.sandbox.parts import Parts
from adapters.sandbox.store import Json
from adapters.sandbox.unipile import accounts
from adapters.sandbox.world import Manner, Person, export_people

Answerable = Literal[
    "interested",
    "not_now",
    "not_interested",
    "objection",
    "out_of_office",
    "wrong_person",
    "referral",
    "next",
]


class _Ask(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Somebody(_Ask):
    """By address, by LinkedIn slug or by key; anybody who was written to."""

    address: str = Field(default="", max_length=254)
    slug: str = Field(default="", max_length=200)
    key: str = Field(default="", max_length=300)


class ReplyAsk(Somebody):
    manner: Answerable = "interested"
    text: str = Field(default="", max_length=5000)
    channel: Literal["any", "email", "linkedin"] = "any"


class ObjectAsk(Somebody):
    by: Literal["mail", "link", "linkedin"] = "mail"


class AccountAsk(_Ask):
    provider: Literal["GOOGLE", "OUTLOOK", "LINKEDIN", "MAIL"]
    address: str = Field(max_length=254)
    display_name: str = Field(max_length=100)
    seat: Literal["free", "premium", "sales_navigator"] = "sales_navigator"


class StatusAsk(_Ask):
    status: Literal["OK", "CONNECTING", "CREDENTIALS", "PERMISSIONS", "STOPPED", "ERROR"]


class ReadingAsk(_Ask):
    name: str = Field(max_length=100)
    value: str = Field(max_length=100)


class CreditsAsk(_Ask):
    balance: float = Field(ge=0)


def routes(  # noqa: C901, PLR0915 - one line per thing that can be done
    parts: Parts,
    crowd: Crowd,
    *,
    set_balance: Callable[[float], None],
    balance: Callable[[], float],
    restart: Callable[[], None],
) -> APIRouter:
    router = APIRouter(prefix="/world", tags=["world"])

    def who(ask: Somebody) -> tuple[Person, str]:
        if ask.address:
            return parts.world.by_email(ask.address), ask.address.lower()
        person = parts.world.by_slug(ask.slug) if ask.slug else parts.world.by_key(ask.key)
        if person is None:
            raise HTTPException(404, "nobody has this slug")
        return person, person.email

    async def done() -> Json:
        await parts.schedule.run_due()
        return {"done": True}

    @router.get("")
    async def summary() -> Json:
        """Counts, and who objected or was written to after that."""
        store = parts.store
        return {
            "seed": parts.settings.seed,
            "speed": parts.settings.speed,
            "now": parts.clock.now().isoformat(),
            "people": len(parts.world.people),
            "accounts": [accounts.view(one) for one in store.oldest("account")],
            "mails": {
                "sent": sum(one["role"] == "sent" for one in store.newest("email")),
                "received": sum(one["role"] == "inbox" for one in store.newest("email")),
            },
            "invitations": store.count("invitation"),
            "messages": store.count("message"),
            "enrichments": store.count("enrichment"),
            "fullenrich_balance": balance(),
            "webhooks": store.count("webhook"),
            "waiting": store.waiting(),
            "requests": store.count("received"),
            "objected": [one for one in memories() if one["objected"]],
            "written_after_objection": parts.store.peek("written_after_objection"),
            "readings": parts.dials.readings(),
            "dials": parts.dials.all(),
        }

    def memories() -> list[Json]:
        return [{"key": key, **memory} for key, memory in parts.store.items("memory")]

    @router.get("/people")
    async def people() -> list[dict[str, Any]]:
        """Everybody, with what they will do."""
        return export_people(parts.world)

    @router.get("/files/{name}")
    async def file(name: str) -> Response:
        """The two example files for an import."""
        makers = {
            files.PHANTOMBUSTER: files.phantombuster,
            files.FRENCH_EXCEL: files.french_excel,
        }
        if name not in makers:
            raise HTTPException(404, f"one of {', '.join(makers)}")
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(makers[name](parts.world), media_type="text/csv", headers=headers)

    @router.get("/received")
    async def received(
        vendor: str | None = None,
        path: str | None = None,
        limit: Annotated[int, Query(ge=1, le=5000)] = 500,
    ) -> list[Json]:
        """Every request that reached a vendor, newest first."""
        found: list[Json] = []
        for row in parts.store.newest("received", vendor):
            if path is None or row["path"] == path:
                found.append(row)
            if len(found) == limit:
                break
        return found

    @router.get("/deliveries")
    async def deliveries(
        vendor: str | None = None, limit: Annotated[int, Query(ge=1, le=5000)] = 500
    ) -> list[Json]:
        """Every webhook, callback and click that left, newest first."""
        rows = parts.store.newest("delivery", vendor)
        return [row for row, _ in zip(rows, range(limit), strict=False)]

    @router.get("/dials")
    async def list_dials() -> list[Json]:
        """Those that still wait."""
        return parts.dials.all()

    @router.post("/dials", status_code=201)
    async def add_dial(dial: Dial) -> Json:
        """A fault for the next matching requests."""
        return {"id": parts.dials.add(dial)}

    @router.delete("/dials")
    async def clear_dials() -> Json:
        """All faults off."""
        parts.dials.clear()
        return {"done": True}

    @router.get("/readings")
    async def list_readings() -> Json:
        """The open points of the sheets, and how each is read now."""
        return {"now": parts.dials.readings(), "possible": READINGS}

    @router.post("/readings")
    async def set_reading(ask: ReadingAsk) -> Json:
        """Read an open point the other way."""
        try:
            parts.dials.set_reading(ask.name, ask.value)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        return parts.dials.readings()

    @router.post("/accounts", status_code=201)
    async def add_account(ask: AccountAsk) -> Json:
        """Connected at once, without the hosted page."""
        account = accounts.create_account(parts, **ask.model_dump())
        accounts.become(parts, {"account_id": account["id"], "status": "OK", "synced": True})
        await parts.schedule.run_due()
        return accounts.view(accounts.known_account(parts, account["id"]))

    @router.post("/accounts/{account_id}/status")
    async def set_status(account_id: str, ask: StatusAsk) -> Json:
        """CREDENTIALS breaks it; OK mends it and delivers the backlog."""
        if parts.store.get("account", account_id) is None:
            raise HTTPException(404, "no such account")
        accounts.become(parts, {"account_id": account_id, "status": ask.status})
        return await done()

    @router.post("/credits")
    async def credits_left(ask: CreditsAsk) -> Json:
        """FullEnrich's balance."""
        set_balance(ask.balance)
        return {"balance": balance()}

    @router.post("/people/reply")
    async def reply(ask: ReplyAsk) -> Json:
        """Answers the last message now."""
        person, address = who(ask)
        try:
            crowd.reply_now(
                person, manner=ask.manner, text=ask.text, channel=ask.channel, address=address
            )
        except NothingToReactTo as error:
            raise HTTPException(409, str(error)) from error
        return await done()

    @router.post("/people/bounce")
    async def bounce(ask: Somebody) -> Json:
        """The last mail to this address comes back."""
        _, address = who(ask)
        try:
            crowd.bounce_now(address)
        except NothingToReactTo as error:
            raise HTTPException(409, str(error)) from error
        return await done()

    @router.post("/people/object")
    async def object_now(ask: ObjectAsk) -> Json:
        """In words, or through the link in the last mail."""
        person, address = who(ask)
        try:
            if ask.by == "link":
                crowd.click_later(person, address)
            else:
                channel = "linkedin" if ask.by == "linkedin" else "email"
                manner = Manner.OBJECTION.value
                crowd.reply_now(person, manner=manner, text="", channel=channel, address=address)
        except NothingToReactTo as error:
            raise HTTPException(409, str(error)) from error
        return await done()

    @router.post("/people/accept")
    async def accept(ask: Somebody) -> Json:
        """Accepts the pending invitation; new_relation follows at once."""
        person, _ = who(ask)
        try:
            crowd.accept_now(person)
        except NothingToReactTo as error:
            raise HTTPException(409, str(error)) from error
        return await done()

    @router.post("/settle")
    async def settle() -> Json:
        """All that is still to come happens now, with all that follows from it."""
        return {"done": await parts.schedule.run_due(everything=True)}

    @router.post("/restart")
    async def daily_restart() -> Json:
        """Unipile's daily restart: idempotency keys and hosted links are gone (2.7, 5)."""
        restart()
        return {"done": True}

    @router.post("/reset")
    async def reset() -> Json:
        """The world as it was on the first day. The vendors forget everything."""
        parts.store.forget_all()
        restart()
        return {"done": True}

    return router
