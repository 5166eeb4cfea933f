"""Every port of `delivery`, filled."""

import random
from dataclasses import dataclass

from adapters.bootstrap.bridges.delivery import (
    DeliveryRecipients,
    LeavingTexts,
    PlanStandings,
    RecipientNames,
    RefusedRecipients,
    WorkspaceStandings,
)
from adapters.bootstrap.bridges.inbox import WrittenDownEvidence
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.ports.unipile import unipile_path_token, unipile_webhooks
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
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
from adapters.mongo.inbox import MongoAccessLog
from adapters.system.calendar import PublicHolidays
from adapters.unipile.adapter import (
    UnipileCourier,
    UnipileEvidence,
    UnipileLink,
    UnipileWithdrawals,
)
from adapters.unipile.client import UnipileClient
from domain.delivery import ports as delivery
from domain.delivery.model.timing import Timing
from domain.delivery.usecases.check_health import CheckHealth
from domain.delivery.usecases.close_recipient import CloseRecipient
from domain.delivery.usecases.gate_keeper import GateKeeper
from domain.delivery.usecases.plan_answer import PlanAnswer
from domain.delivery.usecases.record_bounce import RecordBounce
from domain.delivery.usecases.record_complaint import RecordComplaint
from domain.delivery.usecases.send_gate import SendGate
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class DeliveryPorts:
    """What `delivery` needs; the keeper, the gate and the recipient's door are shared by many of
    its use cases, and other modules plan answers and record bounces through theirs.
    """

    actions: delivery.Actions
    queue: delivery.ActionQueue
    sent: delivery.SentActions
    attempts: delivery.Attempts
    recipient_gates: delivery.RecipientGates
    account_gates: delivery.AccountGates
    senders: delivery.Senders
    stops: delivery.Stops
    rules: delivery.SendingRules
    books: delivery.DeliveryBooks
    plans: delivery.PlanCheck
    texts: delivery.ApprovedText
    recipients: delivery.Recipients
    names: delivery.Names
    courier: delivery.Courier
    withdrawals: delivery.Withdrawals
    evidence: delivery.Evidence
    link: delivery.SenderLink
    hooks: delivery.ProviderHooks
    gate: SendGate
    workspaces: delivery.WorkspaceCheck
    keeper: GateKeeper
    recipient: CloseRecipient
    answering: PlanAnswer
    bouncing: RecordBounce
    complaining: RecordComplaint
    tokens: TokenMaker
    outbox: Outbox
    transaction: Transaction
    clock: Clock
    wall: Clock
    new_id: NewId
    chance: random.Random
    timing: Timing


def mongo_delivery(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    *,
    client: UnipileClient,
    workspaces: WorkspaceStandings,
    plans: PlanStandings,
    texts: LeavingTexts,
    recipients: DeliveryRecipients,
    names: RecipientNames,
    policy: RefusedRecipients,
    mandates: delivery.Mandates,
) -> DeliveryPorts:
    actions, senders = MongoActions(database), MongoSenders(database)
    recipient_gates = MongoRecipientGates(database)
    account_gates = MongoAccountGates(database)
    stops, rules = MongoStops(database), MongoSendingRules(database)
    timing = Timing().compressed(settings.settle_speed)
    chance = random.SystemRandom()
    caps = MongoCapDoors(database)
    keeper = GateKeeper(
        recipients=recipient_gates,
        accounts=account_gates,
        caps=caps,
        clock=shared.clock,
        wall=shared.wall,
    )
    recipient = CloseRecipient(keeper=keeper)
    gate = SendGate(
        workspaces=workspaces,
        plans=plans,
        texts=texts,
        senders=senders,
        recipients=recipients,
        policy=policy,
        recipient_gates=recipient_gates,
        account_gates=account_gates,
        calendar=PublicHolidays(),
        stops=stops,
        mandates=mandates,
        rules=rules,
        caps=caps,
        clock=shared.clock,
        wall=shared.wall,
        timing=timing,
        public_url=settings.public_url,
    )
    return DeliveryPorts(
        actions=actions,
        queue=actions,
        sent=actions,
        attempts=MongoAttempts(database),
        recipient_gates=recipient_gates,
        account_gates=account_gates,
        senders=senders,
        stops=stops,
        rules=rules,
        books=MongoDeliveryBooks(database),
        plans=plans,
        texts=texts,
        recipients=recipients,
        names=names,
        courier=UnipileCourier(client),
        withdrawals=UnipileWithdrawals(client),
        evidence=WrittenDownEvidence(
            UnipileEvidence(client),
            senders,
            actions,
            MongoAccessLog(database),
            shared.clock,
            shared.new_id,
        ),
        link=UnipileLink(
            client,
            api_url=settings.unipile_url.removesuffix("/api/v1"),
            notify_url=f"{settings.public_url}/webhooks/unipile/{unipile_path_token(settings)}",
            back_url=f"{settings.public_url}/senders",
        ),
        hooks=unipile_webhooks(settings, client),
        gate=gate,
        workspaces=workspaces,
        keeper=keeper,
        recipient=recipient,
        answering=PlanAnswer(
            actions=actions,
            gate=gate,
            transaction=shared.transaction,
            clock=shared.clock,
            wall=shared.wall,
            new_id=shared.new_id,
            chance=chance,
            timing=timing,
        ),
        bouncing=RecordBounce(
            actions=actions,
            recipient=recipient,
            outbox=shared.outbox,
            transaction=shared.transaction,
            clock=shared.clock,
        ),
        complaining=RecordComplaint(
            actions=actions,
            senders=senders,
            health=CheckHealth(
                senders=senders,
                sent=actions,
                accounts=account_gates,
                keeper=keeper,
                outbox=shared.outbox,
                clock=shared.clock,
            ),
            transaction=shared.transaction,
            clock=shared.clock,
        ),
        tokens=shared.tokens,
        outbox=shared.outbox,
        transaction=shared.transaction,
        clock=shared.clock,
        wall=shared.wall,
        new_id=shared.new_id,
        chance=chance,
        timing=timing,
    )
