"""The clocks of people, the notice that stops them, and what time takes away."""

from collections.abc import Mapping
from typing import Self

from fastapi import APIRouter

from api.deps import App, CurrentActor, PageQuery
from api.models import Answer, Ask, Count, Id, Instant, ListOf, OptionalLine
from api.problems import problems
from api.routes.privacy import ConcernedPersonView
from domain.privacy.errors import MailboxNeeded, PersonNotHeld
from domain.privacy.model.clocks import PersonClock
from domain.privacy.model.durations import DURATIONS, Keeper
from domain.privacy.model.erasure import DeletionReceipt, ProviderAnswer, Trigger
from domain.privacy.model.pilot import AtDayThirty, Pilot
from domain.privacy.ports import PersonShown
from domain.shared.errors import Forbidden, NotFound, Unauthenticated
from domain.shared.ids import ProspectId

router = APIRouter(prefix="/api/v1", tags=["privacy"])


class PersonClockView(Answer):
    """`inform_by` is null once the person knows; `keep_until` is when they are let go."""

    prospect_id: str
    person: ConcernedPersonView | None
    obtained_at: Instant
    inform_by: Instant | None
    keep_until: Instant

    @classmethod
    def of(cls, clock: PersonClock, people: Mapping[ProspectId, PersonShown]) -> Self:
        person = people.get(clock.id)
        return cls(
            prospect_id=clock.id,
            person=None if person is None else ConcernedPersonView.of(person),
            obtained_at=clock.obtained_at,
            inform_by=clock.inform_by,
            keep_until=clock.keep_until,
        )


class WaitingPeople(Answer):
    """At most 200 of each, the most urgent first."""

    to_inform: list[PersonClockView]
    leaving: list[PersonClockView]


@router.get("/person-clocks", responses=problems(Unauthenticated, Forbidden))
async def list_person_clocks(actor: CurrentActor, app: App) -> WaitingPeople:
    """Whom to inform within ten days, and who leaves within a month."""
    waiting = await app.privacy.waiting(actor)
    return WaitingPeople(
        to_inform=[PersonClockView.of(one, waiting.people) for one in waiting.to_inform],
        leaving=[PersonClockView.of(one, waiting.people) for one in waiting.leaving],
    )


@router.post(
    "/person-clocks/{prospect_id}/told",
    status_code=204,
    responses=problems(Unauthenticated, Forbidden, PersonNotHeld),
)
async def record_told_elsewhere(prospect_id: Id, actor: CurrentActor, app: App) -> None:
    """Say that this person was informed by other means; the workspace answers for it."""
    await app.privacy.waiting.told_elsewhere(actor, ProspectId(prospect_id))


class NoticePilotView(Answer):
    """What happens on day 30 to people nobody informed; `mailbox_id` is empty with `let_go`."""

    choice: AtDayThirty
    mailbox_id: str
    chosen_by: str
    chosen_at: Instant | None

    @classmethod
    def of(cls, pilot: Pilot) -> Self:
        return cls(
            choice=pilot.choice,
            mailbox_id=pilot.mailbox_id,
            chosen_by=pilot.chosen_by,
            chosen_at=pilot.chosen_at,
        )


class ChosenPilot(Ask):
    """With `inform` a notice leaves from this mailbox three days before the month ends."""

    choice: AtDayThirty
    mailbox_id: OptionalLine = ""


@router.get("/notice-pilot", responses=problems(Unauthenticated, Forbidden))
async def read_notice_pilot(actor: CurrentActor, app: App) -> NoticePilotView:
    """What the workspace ordered for people nobody has informed within a month (Art. 14)."""
    return NoticePilotView.of(await app.privacy.choose_pilot.read(actor))


@router.put("/notice-pilot", responses=problems(Unauthenticated, Forbidden, MailboxNeeded))
async def choose_notice_pilot(body: ChosenPilot, actor: CurrentActor, app: App) -> NoticePilotView:
    """Inform by a message of its own, through every rule of sending, or let people go."""
    return NoticePilotView.of(await app.privacy.choose_pilot(actor, body.choice, body.mailbox_id))


class ErasedStoreView(Answer):
    name: str
    erased: Count
    left: Count
    kept_because: str


class ToldProviderView(Answer):
    name: str
    answer: ProviderAnswer
    asked_at: Instant
    confirmed_at: Instant | None


class DeletionReceiptView(Answer):
    """`signature` opens only with our key and covers `sha256`, which covers the rest (L8)."""

    id: str
    scope: str
    trigger: Trigger
    ordered_by: str
    started_at: Instant
    finished_at: Instant
    stores: list[ErasedStoreView]
    providers: list[ToldProviderView]
    backups_expire_at: Instant
    is_clean: bool
    sha256: str
    signature: str

    @classmethod
    def of(cls, receipt: DeletionReceipt) -> Self:
        return cls(
            id=receipt.id,
            scope=receipt.scope,
            trigger=receipt.trigger,
            ordered_by=receipt.ordered_by,
            started_at=receipt.started_at,
            finished_at=receipt.finished_at,
            stores=[
                ErasedStoreView(
                    name=one.name, erased=one.erased, left=one.left, kept_because=one.kept_because
                )
                for one in receipt.stores
            ],
            providers=[
                ToldProviderView(
                    name=one.name,
                    answer=one.answer,
                    asked_at=one.asked_at,
                    confirmed_at=one.confirmed_at,
                )
                for one in receipt.providers
            ],
            backups_expire_at=receipt.backups_expire_at,
            is_clean=receipt.is_clean,
            sha256=receipt.sha256,
            signature=receipt.signature,
        )


@router.post(
    "/person-clocks/{prospect_id}/let-go", responses=problems(Unauthenticated, Forbidden, NotFound)
)
async def let_person_go(prospect_id: Id, actor: CurrentActor, app: App) -> DeletionReceiptView:
    """Erase this person now, everywhere. Final."""
    return DeletionReceiptView.of(await app.privacy.waiting.let_go(actor, ProspectId(prospect_id)))


@router.get("/deletion-receipts", responses=problems(Unauthenticated, Forbidden))
async def list_deletion_receipts(
    actor: CurrentActor, app: App, page: PageQuery
) -> ListOf[DeletionReceiptView]:
    """What was deleted, where, why and when: signed, and without the person."""
    found = await app.privacy.waiting.receipts_page(actor, page)
    return ListOf(items=[DeletionReceiptView.of(one) for one in found.items], next=found.next)


class DurationView(Answer):
    """`due` counts rows a sweep would remove now, over all workspaces; null where none sweeps."""

    name: str
    title: str
    title_en: str
    trigger: str
    duration: str
    then: str
    trigger_en: str
    duration_en: str
    then_en: str
    legal_ref: str
    keeper: Keeper
    due: Count | None


class RetentionView(Answer):
    items: list[DurationView]


@router.get("/retention", responses=problems(Unauthenticated, Forbidden))
async def read_retention(actor: CurrentActor, app: App) -> RetentionView:
    """The duration register, and what the next sweep would remove: a dry run."""
    due = {one.name: one.due for one in await app.privacy.retention.dry_run(actor)}
    return RetentionView(
        items=[
            DurationView(
                name=one.name,
                title=one.title[0],
                title_en=one.title[1],
                trigger=one.trigger[0],
                duration=one.said[0],
                then=one.then[0],
                trigger_en=one.trigger[1],
                duration_en=one.said[1],
                then_en=one.then[1],
                legal_ref=one.legal_ref,
                keeper=one.keeper,
                due=due.get(one.name),
            )
            for one in DURATIONS
        ]
    )
