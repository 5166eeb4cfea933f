"""See ReceiveMail."""

from dataclasses import dataclass
from typing import ClassVar

from domain.privacy.model.mail_intake import right_asked_for
from domain.privacy.model.requests import (
    IdentityCheck,
    RightsChannel,
    RightsIntake,
    RightsKind,
    RightsRequest,
)
from domain.privacy.ports import Replies, RightsIntakes, RightsRequests
from domain.shared.actor import SYSTEM
from domain.shared.clock import Clock
from domain.shared.ids import MessageId, WorkspaceId
from domain.shared.outbox import Outbox
from domain.shared.purpose import Purpose
from domain.shared.transaction import Transaction

_MOST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveMail:
    """A request for rights that came as a mail becomes a case with its month: a reply in a campaign
    on the desk of its workspace, a mail to the publisher's privacy contact on the desks of all who
    hold the writer (obligations 5, 128, 131).
    """

    purpose: ClassVar[Purpose] = Purpose.RIGHTS
    replies: Replies
    requests: RightsRequests
    intakes: RightsIntakes
    outbox: Outbox
    transaction: Transaction
    clock: Clock

    async def reply(self, workspace_id: WorkspaceId, message_id: MessageId) -> bool:
        """Whether the reply asks for a right; a second run finds the case there. An objection is
        the inbox's own business: it holds before anything else is read.
        """
        told = await self.replies.of(workspace_id, message_id)
        if told is None or told.is_automatic:
            return False
        kind = right_asked_for(f"{told.subject}\n{told.text}")
        if kind is None or kind is RightsKind.OBJECTION:
            return False
        request = RightsRequest.receive(
            f"{message_id}.rights",
            workspace_id,
            kind=kind,
            channel=RightsChannel.EMAIL,
            prospect_id=told.prospect_id,
            requester="",
            message=told.text[:_MOST],
            language=told.language,
            identity=IdentityCheck.KNOWN_ADDRESS,
            received_at=told.at,
            at=self.clock.now(),
            by=SYSTEM,
        )
        events = request.take_events()

        async def work() -> None:
            if await self.requests.add(request):
                await self.outbox.append(events)

        await self.transaction.run(work)
        return True

    async def to_contact(
        self, mail_id: str, *, email: str, subject: str, text: str, language: str
    ) -> RightsKind:
        """A mail to the privacy contact. One that names no right is a question for a person. The
        same mail twice is one case.
        """
        kind = right_asked_for(f"{subject}\n{text}") or RightsKind.HUMAN
        await self.intakes.add(
            RightsIntake(
                id=mail_id,
                kind=kind,
                email=email,
                message=f"{subject}\n{text}".strip()[:_MOST],
                language=language,
                received_at=self.clock.now(),
                channel=RightsChannel.EMAIL,
            )
        )
        return kind
