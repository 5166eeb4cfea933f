"""delivery.Courier, Evidence and SenderLink on Unipile v1."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import structlog

from adapters.unipile import mapping
from adapters.unipile.client import Reply, UnipileClient
from adapters.wire.client import NobodyKnows, NothingLeft
from domain.delivery.errors import AccountGone, LinkBusy, WrongAccountKind
from domain.delivery.model.action import ActionKind, Receipt
from domain.delivery.model.sender import Account, Health, SenderKind
from domain.delivery.ports import (
    Answer,
    CourierAnswer,
    SendOrder,
    Sighting,
    Trace,
    WithdrawalOrder,
)

_LOG = structlog.get_logger()
_MOST_PAGES = 20
_DAY = timedelta(days=1)
_NOTE = 300
_BLIND = Sighting(receipt=None, complete=False)
_PROVIDERS = {
    SenderKind.MAILBOX: ["GOOGLE", "OUTLOOK", "MAIL"],
    SenderKind.LINKEDIN: ["LINKEDIN"],
}


@dataclass(frozen=True, slots=True)
class UnipileCourier:
    """One call per order. What may have had an effect is never called again here."""

    client: UnipileClient

    async def send(self, order: SendOrder) -> CourierAnswer:
        call = {
            ActionKind.EMAIL: self._mail,
            ActionKind.EMAIL_ANSWER: self._mail,
            ActionKind.NOTICE: self._mail,
            ActionKind.INVITATION: self._invite,
            ActionKind.LINKEDIN_ANSWER: self._say,
        }[order.kind]
        try:
            answer = await call(order)
        except NothingLeft as fault:
            return CourierAnswer(answer=Answer.NOT_SENT, code=f"not_sent_{fault}".lower())
        except NobodyKnows as fault:
            _LOG.warning("send_answer_lost", action_id=order.action_id, fault=str(fault))
            return CourierAnswer(answer=Answer.LOST, code=f"lost_{fault}".lower())
        if answer.answer is not Answer.ACCEPTED:
            _LOG.warning(
                "send_not_accepted",
                action_id=order.action_id,
                answer=answer.answer.value,
                code=answer.code,
            )
        return answer

    async def _mail(self, order: SendOrder) -> CourierAnswer:
        headers = order.letter.headers
        reply = await self._post_mail(order, headers, order.key)
        plain = mapping.named_freely(headers)
        if reply.kind == "invalid_headers" and plain != headers:
            # Not known whether List-Unsubscribe passes (section 7.1). The refusal had no effect;
            # the link in the text is the guaranteed way to object. Another body, another key.
            reply = await self._post_mail(order, plain, f"{order.key}:x")
        if not reply.is_success:
            return mapping.to_refusal(reply, kind=order.kind, repeated=order.repeated)
        return _accepted(mapping.to_mail_receipt(reply, order))

    async def _post_mail(self, order: SendOrder, headers: Mapping[str, str], key: str) -> Reply:
        return await self.client.post_form(
            "emails",
            fields=mapping.mail_fields(order, headers),
            deadline=order.deadline,
            key=key,
        )

    async def _invite(self, order: SendOrder) -> CourierAnswer:
        """The person's id belongs to who looks (section 6.1), so the acting account reads it."""
        found = await self._profile(order)
        if isinstance(found, CourierAnswer):
            return found
        if found.is_connected or found.is_invited:
            code = "already_connected" if found.is_connected else "already_invited_recently"
            refusal = Reply(status=422, kind=code, body={})
            answer = mapping.to_refusal(refusal, kind=order.kind, repeated=order.repeated)
            return _with_person(answer, found)
        body: dict[str, Any] = {
            "account_id": order.account_ref,
            "provider_id": found.provider_id,
        }
        if order.letter.text:
            body["message"] = order.letter.text[:_NOTE]
        reply = await self.client.post_json("users", "invite", body=body, deadline=order.deadline)
        if not reply.is_success:
            answer = mapping.to_refusal(reply, kind=order.kind, repeated=order.repeated)
            return _with_person(answer, found)
        return _accepted(mapping.to_invitation_receipt(reply, found))

    async def _profile(self, order: SendOrder) -> mapping.Profile | CourierAnswer:
        """Reading is no effect: whatever fails here, nothing was sent."""
        try:
            reply = await self.client.get(
                "users",
                slug_of(order.to_linkedin),
                query={"account_id": order.account_ref},
                deadline=order.deadline,
            )
            if reply.is_success:
                return mapping.to_profile(reply)
        except NobodyKnows as fault:
            return CourierAnswer(answer=Answer.NOT_SENT, code=f"profile_{fault}".lower())
        refusal = mapping.to_refusal(reply, kind=order.kind, repeated=False)
        if refusal.answer is Answer.LOST:
            return CourierAnswer(answer=Answer.NOT_SENT, code=refusal.code)
        return refusal

    async def _say(self, order: SendOrder) -> CourierAnswer:
        """`account_id` makes the vendor refuse a chat of another account (section 6.9)."""
        reply = await self.client.post_form(
            "chats",
            order.chat_ref,
            "messages",
            fields={"account_id": order.account_ref, "text": order.letter.text},
            deadline=order.deadline,
        )
        if not reply.is_success:
            return mapping.to_refusal(reply, kind=order.kind, repeated=order.repeated)
        return _accepted(mapping.to_message_receipt(reply, order))


@dataclass(frozen=True, slots=True)
class UnipileWithdrawals:
    """Takes an invitation back. What may have had an effect is not called again here: the next
    order reads the list first, where a withdrawn one is no longer (section 6.6).
    """

    client: UnipileClient

    async def withdraw(self, order: WithdrawalOrder) -> CourierAnswer:
        try:
            found = await self._find(order)
        except (NothingLeft, NobodyKnows) as fault:
            return CourierAnswer(answer=Answer.NOT_SENT, code=f"not_read_{fault}".lower())
        if isinstance(found, CourierAnswer):
            return found
        try:
            reply = await self.client.delete(
                "users",
                "invite",
                "sent",
                found,
                query={"account_id": order.account_ref},
                deadline=order.deadline,
            )
        except NothingLeft as fault:
            return CourierAnswer(answer=Answer.NOT_SENT, code=f"not_sent_{fault}".lower())
        except NobodyKnows as fault:
            _LOG.warning("withdrawal_answer_lost", fault=str(fault))
            return CourierAnswer(answer=Answer.LOST, code=f"lost_{fault}".lower())
        if not reply.is_success:
            return mapping.to_refusal(reply, kind=ActionKind.INVITATION, repeated=False)
        return _accepted(Receipt(provider_ref=found))

    async def _find(self, order: WithdrawalOrder) -> str | CourierAnswer:
        """The id of the pending invitation, by its person: it is not sure that the id from the
        sending is that of the list (section 6.6).
        """
        refs = {ref for ref in (order.recipient_ref, slug_of(order.to_linkedin)) if ref}
        cursor = ""
        for _ in range(_MOST_PAGES):
            asked = {"cursor": cursor} if cursor else {"account_id": order.account_ref}
            reply = await self.client.get(
                "users", "invite", "sent", query={**asked, "limit": "100"}, deadline=order.deadline
            )
            if not reply.is_success:
                return mapping.to_refusal(reply, kind=ActionKind.INVITATION, repeated=False)
            rows, cursor = mapping.items_of(reply)
            for row in rows:
                listed = mapping.invitation_ref(row)
                if listed and (listed == order.invitation_ref or mapping.is_to(row, refs)):
                    return listed
            if not cursor:
                return await self._gone(order)
        return CourierAnswer(answer=Answer.NOT_SENT, code="list_too_long")

    async def _gone(self, order: WithdrawalOrder) -> CourierAnswer:
        """Accepted, ignored and withdrawn ones leave the list alike; the profile tells the first
        from the others (section 6.4).
        """
        who = order.recipient_ref or slug_of(order.to_linkedin)
        reply = await self.client.get(
            "users", who, query={"account_id": order.account_ref}, deadline=order.deadline
        )
        if not reply.is_success and reply.status != 404:
            return mapping.to_refusal(reply, kind=ActionKind.INVITATION, repeated=False)
        is_connected = reply.is_success and mapping.to_profile(reply).is_connected
        code = "already_connected" if is_connected else "not_pending"
        return CourierAnswer(answer=Answer.REFUSED, code=code)


def _accepted(receipt: Receipt) -> CourierAnswer:
    return CourierAnswer(answer=Answer.ACCEPTED, receipt=receipt)


def _with_person(answer: CourierAnswer, profile: mapping.Profile) -> CourierAnswer:
    """Who it is about is known either way: an acceptance names the person by this id."""
    if answer.answer is not Answer.ACCEPTED:
        return answer
    receipt = Receipt(recipient_ref=profile.provider_id)
    return CourierAnswer(answer=answer.answer, code=answer.code, receipt=receipt)


def slug_of(profile: str) -> str:
    """The public id in a profile's address; a bare id is one already."""
    path = urlsplit(profile).path if "/" in profile else profile
    return path.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class UnipileEvidence:
    """Asks whether a send happened. A list that cannot be read to its end proves nothing."""

    client: UnipileClient

    async def look(self, trace: Trace) -> Sighting:
        look = {
            ActionKind.EMAIL: self._mail,
            ActionKind.EMAIL_ANSWER: self._mail,
            ActionKind.NOTICE: self._mail,
            ActionKind.INVITATION: self._invitation,
            ActionKind.LINKEDIN_ANSWER: self._message,
        }[trace.kind]
        try:
            sighting = await look(trace)
            if sighting.receipt is None and not await self._is_healthy(trace.account_ref):
                # A broken account answers from a store that has gone stale (section 4).
                return _BLIND
        except (NothingLeft, NobodyKnows) as fault:
            _LOG.warning("evidence_blind", action_id=trace.action_id, fault=str(fault))
            return _BLIND
        return sighting

    async def _is_healthy(self, account_ref: str) -> bool:
        reply = await self.client.get("accounts", account_ref)
        if not reply.is_success:
            return False
        account = mapping.to_account(reply)
        return account is not None and account.health is Health.OK

    async def _mail(self, trace: Trace) -> Sighting:
        """Only what was sent to that person is listed (obligation 50), by our own header."""
        query = {
            "account_id": trace.account_ref,
            "role": "sent",
            "to": trace.to_email,
            "after": mapping.exact(trace.armed_at - _DAY),
            "include_headers": "true",
            "meta_only": "false",
            "limit": "250",
        }
        cursor = ""
        for _ in range(_MOST_PAGES):
            asked = {"cursor": cursor, "limit": "250"} if cursor else query
            rows, cursor = mapping.items_of(await self.client.get("emails", query=asked))
            for row in rows:
                receipt = mapping.marked_mail(row, trace)
                if receipt is not None:
                    return Sighting(receipt=receipt, complete=True)
            if not cursor:
                return Sighting(receipt=None, complete=True)
        return _BLIND

    async def _invitation(self, trace: Trace) -> Sighting:
        """Pending ones, then relations; the profile itself says it too (sections 6.4, 6.6, 6.7)."""
        reply = await self.client.get(
            "users", slug_of(trace.to_linkedin), query={"account_id": trace.account_ref}
        )
        if not reply.is_success:
            return _BLIND
        profile = mapping.to_profile(reply)
        refs = frozenset(
            ref
            for ref in (profile.provider_id, profile.public_identifier, trace.recipient_ref)
            if ref
        )
        person = Receipt(recipient_ref=profile.provider_id)
        if profile.is_connected or profile.is_invited:
            return Sighting(receipt=person, complete=True)
        pending, complete = await self._search(trace, refs, "users", "invite", "sent")
        if pending is not None:
            receipt = Receipt(
                provider_ref=mapping.invitation_ref(pending), recipient_ref=profile.provider_id
            )
            return Sighting(receipt=receipt, complete=True)
        relation, _ = await self._search(trace, refs, "users", "relations", pages=1)
        if relation is not None:
            return Sighting(receipt=person, complete=True)
        return Sighting(receipt=None, complete=complete)

    async def _search(
        self, trace: Trace, refs: frozenset[str], *path: str, pages: int = _MOST_PAGES
    ) -> tuple[Mapping[str, Any] | None, bool]:
        """The row of that person, and whether the list was read to its end."""
        cursor = ""
        for _ in range(pages):
            asked = {"cursor": cursor} if cursor else {"account_id": trace.account_ref}
            reply = await self.client.get(*path, query={**asked, "limit": "100"})
            rows, cursor = mapping.items_of(reply)
            for row in rows:
                if mapping.is_to(row, refs):
                    return row, True
            if not cursor:
                return None, True
        return None, False

    async def _message(self, trace: Trace) -> Sighting:
        """The same words in that one chat, by us, since the call."""
        query = {"after": mapping.exact(trace.armed_at - _DAY), "limit": "100"}
        rows, cursor = mapping.items_of(
            await self.client.get("chats", trace.chat_ref, "messages", query=query)
        )
        for row in rows:
            if mapping.is_own_message(row, trace):
                receipt = Receipt(provider_ref=str(row.get("id", "")), thread_ref=trace.chat_ref)
                return Sighting(receipt=receipt, complete=True)
        return Sighting(receipt=None, complete=not cursor)


@dataclass(frozen=True, slots=True)
class UnipileLink:
    """Hosted auth: the vendor's page asks the person, LEO never sees a password (section 5)."""

    client: UnipileClient
    api_url: str
    notify_url: str
    back_url: str

    async def open(self, kind: SenderKind, token: str, *, until: datetime) -> str:
        body = {
            "type": "create",
            "providers": _PROVIDERS[kind],
            "api_url": self.api_url,
            "expiresOn": mapping.exact(until),
            "name": token,
            "notify_url": self.notify_url,
            "success_redirect_url": f"{self.back_url}?connected=1",
            "failure_redirect_url": f"{self.back_url}?connected=0",
        }
        try:
            reply = await self.client.post_json("hosted", "accounts", "link", body=body)
        except (NothingLeft, NobodyKnows) as fault:
            raise LinkBusy from fault
        url = reply.body.get("url")
        if not reply.is_success or not isinstance(url, str):
            _LOG.error("hosted_link_refused", status=reply.status, kind=reply.kind)
            raise LinkBusy
        return url

    async def account(self, account_ref: str) -> Account:
        try:
            reply = await self.client.get("accounts", account_ref)
            if reply.status == 404:
                raise AccountGone
            if not reply.is_success:
                raise LinkBusy
            account = mapping.to_account(reply)
        except (NothingLeft, NobodyKnows) as fault:
            raise LinkBusy from fault
        if account is None:
            raise WrongAccountKind
        return account

    async def release(self, account_ref: str) -> None:
        try:
            reply = await self.client.delete("accounts", account_ref)
        except (NothingLeft, NobodyKnows) as fault:
            raise LinkBusy from fault
        if not reply.is_success and reply.status != 404:
            raise LinkBusy
