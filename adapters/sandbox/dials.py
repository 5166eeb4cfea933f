"""Fault dials and readings: how a test, or a curious person, makes a vendor misbehave.

A dial is a fault that waits for matching requests, for a number of times or with a probability. A
reading settles a point that a vendor sheet marks UNVERIFIED or CONFLICT; the adapters must pass on
every one of them.
"""

from fnmatch import fnmatchcase
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from adapters.sandbox.store import Store
from adapters.sandbox.world import draw

Vendor = Literal["unipile", "fullenrich", "openai", "anthropic", "stripe", "intercom"]

Fault = Literal[
    "error",  # answer `status` and `body`; nothing happens
    "fail_after_effect",  # it happens, then the same
    "html_502",  # a gateway's page instead of JSON
    "latency",  # `seconds` late
    "hang",  # no answer until the client gives up
    "drop",  # the connection is cut; nothing happened
    "drop_after_effect",  # the connection is cut; it did happen
    "scenario",  # language models: an `x-sim` scenario (vendors/llm.md 3.4)
    "duplicate_webhook",
    "lose_webhook",
    "late_webhook",  # `seconds` of vendor time late
    "reorder_webhook",  # this one waits for the next
]
WEBHOOK_FAULTS = ("duplicate_webhook", "lose_webhook", "late_webhook", "reorder_webhook")


class Dial(BaseModel):
    """`route` is a shell pattern over `METHOD /path`, for webhooks over the event's name."""

    model_config = ConfigDict(extra="forbid")

    vendor: Vendor
    route: str = "*"
    fault: Fault
    status: int = Field(default=500, ge=400, le=599)
    body: dict[str, Any] | None = None
    headers: dict[str, str] = {}
    seconds: float = Field(default=5.0, ge=0)
    scenario: str = ""
    count: int | None = Field(default=None, ge=1)
    probability: float = Field(default=1.0, gt=0, le=1)
    account_id: str | None = None


READINGS: dict[str, tuple[str, ...]] = {
    # vendors/unipile.md 7.1: does List-Unsubscribe pass through?
    "unipile.list_unsubscribe": ("passes", "refused"),
    # 12: the type that answers a wrong API key
    "unipile.wrong_key": ("invalid_credentials", "missing_credentials"),
    # 5, 8.1: 200 or 201 where the sheet says "accept 2xx"
    "unipile.created_status": ("200", "201"),
    # 6.1: the type that answers an id of another space
    "unipile.wrong_id": ("invalid_recipient", "invalid_resource_identifier"),
    # 6.9: both ids of a started chat are nullable
    "unipile.chat_ids": ("given", "null"),
    # 7.1: older builds return only tracking_id
    "unipile.sent_ids": ("given", "tracking_only"),
    # 7.4: whether every API send comes back as mail_sent
    "unipile.mail_sent_webhook": ("sent", "missing"),
    # 8.3: is_sender is in the message webhooks or not
    "unipile.is_sender": ("present", "absent"),
    # 6.6: invitation_id of the send equals id in the list
    "unipile.invitation_ids": ("same", "different"),
    # vendors/stripe.md 3: one fact may come as two events
    "stripe.events_per_fact": ("one", "two"),
    # vendors/intercom.md 1: is a merged-away id 410 or 404?
    "intercom.merged": ("410", "404"),
    # 3: whose e-mail address stands in the way of a new contact
    "intercom.same_email": ("visitors", "users"),
    # vendors/fullenrich.md 4: GET of a running job
    "fullenrich.running_read": ("400", "200"),
    # 2.1: rows skipped by silentFail
    "fullenrich.skipped_rows": ("absent", "without_data"),
    # 2.2: the empty contact of a person who was not found
    "fullenrich.not_found": ("empty_lists", "empty_object"),
}


class Dials:
    """All of them, kept in the store."""

    def __init__(self, store: Store, seed: int) -> None:
        self._store, self._seed = store, seed

    def add(self, dial: Dial) -> str:
        dial_id = f"dial-{self._store.number('dial')}"
        self._store.put("dial", dial_id, {"id": dial_id, **dial.model_dump()})
        return dial_id

    def all(self) -> list[dict[str, Any]]:
        return self._store.oldest("dial")

    def remove(self, dial_id: str) -> None:
        self._store.delete("dial", dial_id)

    def clear(self) -> None:
        for row in self.all():
            self.remove(row["id"])

    def take(self, vendor: str, route: str, *, webhook: bool, account_id: str = "") -> Dial | None:
        """The first dial that fits, one use spent."""
        for row in self.all():
            dial = Dial.model_validate({key: row[key] for key in row if key != "id"})
            fits = dial.vendor == vendor and fnmatchcase(route, dial.route)
            if not fits or (dial.fault in WEBHOOK_FAULTS) is not webhook:
                continue
            if dial.account_id is not None and dial.account_id != account_id:
                continue
            turn = self._store.number("dial-turn")
            if draw("dial", self._seed, turn).random() >= dial.probability:
                continue
            self._spend(row)
            return dial
        return None

    def _spend(self, row: dict[str, Any]) -> None:
        if row["count"] is None:
            return
        if row["count"] == 1:
            self.remove(row["id"])
        else:
            self._store.put("dial", row["id"], {**row, "count": row["count"] - 1})

    def reading(self, name: str) -> str:
        found = self._store.get("reading", name)
        return str(found["value"]) if found else READINGS[name][0]

    def set_reading(self, name: str, value: str) -> None:
        if value not in READINGS.get(name, ()):
            raise ValueError(f"{name} reads one of {READINGS.get(name, ())}")
        self._store.put("reading", name, {"value": value})

    def readings(self) -> dict[str, str]:
        return {name: self.reading(name) for name in READINGS}
