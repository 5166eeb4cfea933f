"""See ScreenIncoming."""

from dataclasses import dataclass
from typing import ClassVar

from domain.inbox.model.conversation import Channel
from domain.inbox.model.incoming import Incoming
from domain.inbox.model.labels import AUTOMATIC, ReplyLabel
from domain.inbox.model.rules import read_by_rules
from domain.inbox.model.text import words_of
from domain.inbox.ports import RecipientGates
from domain.inbox.usecases.match_incoming import MatchIncoming
from domain.shared.clock import Clock
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreenIncoming:
    """Decide at the door, before anything is stored, whether a delivery concerns us at all.

    A message of a stranger is let go unread and unkept (obligation 50). A human reply shuts the
    gate in front of further messages right here when it is certain to be human: a delivery
    without headers may be an out-of-office note, which stops nothing and is settled by the task.
    """

    purpose: ClassVar[Purpose] = Purpose.REPLY_FOLLOW_UP
    match: MatchIncoming
    gates: RecipientGates
    clock: Clock

    async def __call__(self, incoming: Incoming) -> bool:
        """Whether the delivery is to be kept."""
        known = await self.match(incoming)
        if known is None:
            return incoming.is_report and await self._may_be_ours(incoming)
        if not incoming.is_report and self._is_certain(incoming):
            await self.gates.note_reply(
                known.receiver.workspace_id, known.prospect_id, at=self.clock.now()
            )
        return True

    async def _may_be_ours(self, report: Incoming) -> bool:
        """A report that names nothing in the delivery itself has to be read once."""
        receiver = await self.match.receivers.find(report.account_ref)
        return receiver is not None and not report.report_text.strip()

    @staticmethod
    def _is_certain(incoming: Incoming) -> bool:
        words = words_of(plain=incoming.body_plain, html=incoming.body_html)
        reading = read_by_rules(
            subject=incoming.subject, text=words.own, automatic=incoming.is_automatic
        )
        if reading.label in AUTOMATIC:
            return False
        return (
            incoming.channel is Channel.LINKEDIN
            or bool(incoming.headers)
            or reading.label is ReplyLabel.OPT_OUT
        )
