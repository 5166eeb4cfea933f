"""The delivery engine on real stores and the real Unipile adapter; the other modules let all pass.

Durations of waiting are divided, what bounds a call is kept in proportion (delivery.md 2.5).
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from adapters.mongo.delivery import (
    MongoAccountGates,
    MongoActions,
    MongoAttempts,
    MongoCapDoors,
    MongoDeliveryBooks,
    MongoRecipientGates,
    MongoSenders,
    MongoSendingRules,
    MongoStops,
)
from adapters.mongo.driver import Client, Database
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import MongoOutbox
from adapters.system.clock import FastCalendar, FastClock, SystemClock
from adapters.system.ids import UuidV7
from adapters.unipile.adapter import UnipileCourier, UnipileEvidence
from adapters.unipile.client import UnipileClient
from domain.delivery.model.letter import Letter
from domain.delivery.model.timing import Timing
from domain.delivery.usecases.audit_delivery import AuditDelivery
from domain.delivery.usecases.cancel_actions import CancelActions
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.delivery.usecases.drain_due import DrainDue
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.delivery.usecases.reap_stale import ReapStale
from domain.delivery.usecases.record_receipt import RecordReceipt
from domain.delivery.usecases.send_action import SendAction
from domain.delivery.usecases.send_gate import SendGate
from domain.delivery.usecases.settle_unknown import SettleUnknown
from tests.simulation.world import PUBLIC, TEXT, Letters, OpenWorld

TIMING = Timing(
    undo=timedelta(seconds=1),
    lease=timedelta(seconds=14),
    call=timedelta(seconds=5),
    margin=timedelta(seconds=2),
    mail_horizon=timedelta(seconds=20),
    linkedin_horizon=timedelta(seconds=20),
    first_look=timedelta(seconds=2),
    undecided=timedelta(minutes=10),
    backoff=timedelta(seconds=1),
    longest_backoff=timedelta(seconds=20),
    gate_look=timedelta(seconds=10),
)


@dataclass(frozen=True)
class Place:
    """Where the parts are; processes get it through their environment."""

    mongodb_uri: str
    database: str
    unipile_url: str
    calendar: FastCalendar

    def environment(self) -> dict[str, str]:
        return {
            "CHAOS_MONGODB": self.mongodb_uri,
            "CHAOS_DATABASE": self.database,
            "CHAOS_UNIPILE": self.unipile_url,
            "CHAOS_CLOCK": str(self.calendar),
        }

    @classmethod
    def from_environment(cls) -> "Place":
        return cls(
            mongodb_uri=os.environ["CHAOS_MONGODB"],
            database=os.environ["CHAOS_DATABASE"],
            unipile_url=os.environ["CHAOS_UNIPILE"],
            calendar=FastCalendar.parse(os.environ["CHAOS_CLOCK"]),
        )


def letter(ref: str) -> Letter:
    return Letter.of(subject=f"Sujet {ref}", text=TEXT, html=f"<p>{TEXT}</p>", headers={})


def engine(place: Place, client: Client) -> Any:
    """What `workers.delivery.deliver_forever` runs, and what the judge asks."""
    database: Database = client[place.database]
    actions, senders = MongoActions(database), MongoSenders(database)
    attempts, stops = MongoAttempts(database), MongoStops(database)
    people, accounts = MongoRecipientGates(database), MongoAccountGates(database)
    clock, wall = FastClock(place.calendar), SystemClock()
    vendor = UnipileClient(place.unipile_url, "sandbox-unipile-key", wall=wall, is_live=False)
    outside: Any = OpenWorld()
    texts, rules = Letters(), MongoSendingRules(database)
    caps = MongoCapDoors(database)
    keeper = GateKeeper(recipients=people, accounts=accounts, caps=caps, clock=clock, wall=wall)
    shared: dict[str, Any] = {
        "outbox": MongoOutbox(database, UuidV7()),
        "transaction": MongoTransaction(client),
        "clock": clock,
        "wall": wall,
        "timing": TIMING,
    }
    gate = SendGate(
        workspaces=outside,
        plans=outside,
        texts=texts,
        senders=senders,
        recipients=outside,
        policy=outside,
        recipient_gates=people,
        account_gates=accounts,
        calendar=outside,
        stops=stops,
        mandates=outside,
        rules=rules,
        caps=caps,
        clock=clock,
        wall=wall,
        timing=TIMING,
        public_url=PUBLIC,
    )
    send = SendAction(
        actions=actions,
        sent=actions,
        attempts=attempts,
        gate=gate,
        keeper=keeper,
        courier=UnipileCourier(vendor),
        **shared,
    )
    delivery = SimpleNamespace(
        drain=DrainDue(queue=actions, send=send, clock=clock, wall=wall),
        reap=ReapStale(
            actions=actions,
            queue=actions,
            recipients=people,
            accounts=accounts,
            keeper=keeper,
            **shared,
        ),
        settle=SettleUnknown(
            actions=actions,
            queue=actions,
            sent=actions,
            attempts=attempts,
            senders=senders,
            recipients=outside,
            texts=texts,
            evidence=UnipileEvidence(vendor),
            keeper=keeper,
            **shared,
        ),
        receipt=RecordReceipt(
            actions=actions, sent=actions, senders=senders, keeper=keeper, **shared
        ),
        close=CloseRecipient(keeper=keeper),
        cancel=CancelActions(actions=actions, queue=actions, keeper=keeper, **shared),
        audit=AuditDelivery(books=MongoDeliveryBooks(database), wall=wall),
        actions=actions,
        rules=rules,
        senders=senders,
        vendor=vendor,
        clock=clock,
        rows=database["actions"],
    )
    return SimpleNamespace(delivery=delivery)
