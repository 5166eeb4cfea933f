from dataclasses import dataclass
from typing import ClassVar

from domain.accounts.model.form import SignUpForm
from domain.accounts.model.identity import Locale
from domain.accounts.model.letter import LetterKind
from domain.accounts.model.ticket import Ticket, TicketKind
from domain.accounts.ports import CurrentPolicy, Tickets, Users
from domain.accounts.usecases.mailroom import Mailroom
from domain.accounts.usecases.sign_in_throttle import SignInThrottle
from domain.shared.clock import Clock
from domain.shared.email_address import EmailAddress
from domain.shared.purpose import Purpose
from domain.shared.tokens import TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class SignUp:
    """Write to the address of somebody who wants a workspace (obligations 3, 4, 23).

    Nothing exists until the link of that mail was followed and a password chosen there, so that
    nobody opens an account on somebody else's address. Whether the address is known already is
    told by the mail alone.
    """

    purpose: ClassVar[Purpose] = Purpose.ACCOUNT
    users: Users
    tickets: Tickets
    policy: CurrentPolicy
    throttle: SignInThrottle
    mailroom: Mailroom
    tokens: TokenMaker
    transaction: Transaction
    wall: Clock

    async def __call__(self, form: SignUpForm, *, locale: Locale, network: str = "") -> None:
        form.check(await self.policy.current())
        person = form.person
        email, now, token = EmailAddress(person.email), self.wall.now(), self.tokens.new()
        await self.throttle.begin_letter(email.value, network)
        ticket = Ticket(
            id=self.tokens.digest(token),
            kind=TicketKind.SIGN_UP,
            email=email,
            ends_at=now + TicketKind.SIGN_UP.life,
            details={
                "company": form.company.strip(),
                "country": form.country,
                "first_name": person.first_name.strip(),
                "last_name": person.last_name.strip(),
                "policy_version": person.policy_version,
                "locale": locale.value,
            },
        )

        async def work() -> None:
            known = await self.users.find(email)
            if known is not None:
                await self.mailroom.queue(
                    LetterKind.ALREADY_SIGNED_UP, email, known.locale, name=known.first_name
                )
                return
            await self.tickets.add(ticket)
            await self.mailroom.queue(
                LetterKind.CONFIRM_SIGN_UP,
                email,
                locale,
                token=token,
                company=ticket.details["company"],
                name=ticket.details["first_name"],
            )

        await self.transaction.run(work)
