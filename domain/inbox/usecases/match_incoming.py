"""See MatchIncoming."""

from dataclasses import dataclass

from domain.inbox.model.conversation import Channel
from domain.inbox.model.incoming import Incoming
from domain.inbox.ports import KnownPeople, Receiver, Receivers, SentMatch, SentMessages
from domain.shared.ids import ProspectId


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Who wrote, to which of our accounts, and the message of ours it concerns, if any."""

    receiver: Receiver
    prospect_id: ProspectId
    sent: SentMatch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchIncoming:
    """Recognise the known prospect behind a message; everyone else stays unknown (obligation 50).

    By the message of ours it answers first, then by address (unipile.md 11.9). When both name
    a person, the writer counts: two prospects may share a thread (INB-1).
    """

    receivers: Receivers
    sent: SentMessages
    people: KnownPeople

    async def __call__(self, incoming: Incoming) -> Known | None:
        """None for a stranger's message, our own echo, or an account that is not connected."""
        receiver = await self.receivers.find(incoming.account_ref)
        if receiver is None or incoming.is_own:
            return None
        if incoming.from_ref and incoming.from_ref.lower() == receiver.own_address.lower():
            return None
        if incoming.is_report:
            return await self._reported(receiver, incoming)
        workspace_id = receiver.workspace_id
        answered = await self._answered(receiver, incoming)
        writer = await self._writer(receiver, incoming)
        prospect_id = writer or (answered.prospect_id if answered else None)
        if prospect_id is None:
            return None
        if answered is None or answered.prospect_id != prospect_id:
            answered = await self.sent.latest(workspace_id, prospect_id, incoming.channel)
        return Known(receiver=receiver, prospect_id=prospect_id, sent=answered)

    async def _answered(self, receiver: Receiver, incoming: Incoming) -> SentMatch | None:
        """The message of ours it answers; a chat is opened by the invitation it follows."""
        where = (receiver.workspace_id, receiver.sender_id)
        found = await self.sent.match(*where, incoming.refs) if incoming.refs else None
        if found is None and incoming.channel is Channel.LINKEDIN and incoming.from_ref:
            found = await self.sent.invited(*where, [incoming.from_ref])
        return found

    async def _writer(self, receiver: Receiver, incoming: Incoming) -> ProspectId | None:
        if incoming.channel is Channel.EMAIL:
            if not incoming.from_ref:
                return None
            return await self.people.by_email(receiver.workspace_id, incoming.from_ref)
        profiles = [one for one in (*incoming.from_profiles, incoming.from_ref) if one]
        if not profiles:
            return None
        return await self.people.by_linkedin(receiver.workspace_id, profiles)

    async def _reported(self, receiver: Receiver, report: Incoming) -> Known | None:
        workspace_id = receiver.workspace_id
        refs = report.reported_refs
        sent = await self.sent.match(workspace_id, receiver.sender_id, refs) if refs else None
        if sent is not None:
            return Known(receiver=receiver, prospect_id=sent.prospect_id, sent=sent)
        for address in report.reported_addresses:
            prospect_id = await self.people.by_email(workspace_id, address)
            if prospect_id is not None:
                sent = await self.sent.latest(workspace_id, prospect_id, report.channel)
                return Known(receiver=receiver, prospect_id=prospect_id, sent=sent)
        return None
