"""Every port of `accounts`, filled."""

from dataclasses import dataclass

from adapters.bootstrap.bridges.accounts import PublishedTexts
from adapters.bootstrap.bridges.billing import CreditDesk
from adapters.bootstrap.ports.shared import SharedPorts
from adapters.bootstrap.settings import Settings
from adapters.mail.smtp import SmtpPostman
from adapters.mongo import driver
from adapters.mongo.accounts import (
    MongoAbuseReports,
    MongoAcceptances,
    MongoInvitations,
    MongoLetters,
    MongoMemberships,
    MongoSessions,
    MongoSignInCounter,
    MongoTickets,
    MongoUsers,
    MongoWorkspaces,
)
from adapters.system.one_time_codes import TimeBasedCodes
from adapters.system.passwords import Argon2Passwords
from domain.accounts import ports as accounts
from domain.accounts.model.second_factor import FactorRule
from domain.privacy import ports as privacy
from domain.shared.clock import Clock
from domain.shared.ids import NewId
from domain.shared.outbox import Outbox
from domain.shared.tokens import FieldCipher, IdentityHasher, Sealer, TokenMaker
from domain.shared.transaction import Transaction


@dataclass(frozen=True, kw_only=True)
class AccountsPorts:
    """What `accounts` needs."""

    users: accounts.Users
    workspaces: accounts.Workspaces
    abuse: accounts.AbuseReports
    reported: accounts.ReportedSenders
    memberships: accounts.Memberships
    sessions: accounts.Sessions
    counter: accounts.SignInCounter
    acceptances: accounts.Acceptances
    tickets: accounts.Tickets
    invitations: accounts.Invitations
    letters: accounts.Letters
    postman: accounts.Postman
    codes: accounts.OneTimeCodes
    rule: FactorRule
    passwords: accounts.PasswordHasher
    policy: accounts.CurrentPolicy
    credits: accounts.TrialCredits
    cipher: FieldCipher
    sealer: Sealer
    tokens: TokenMaker
    identities: IdentityHasher
    outbox: Outbox
    transaction: Transaction
    wall: Clock
    new_id: NewId


def mongo_accounts(
    settings: Settings,
    shared: SharedPorts,
    database: driver.Database,
    documents: privacy.Documents,
    desk: CreditDesk,
) -> AccountsPorts:
    exempt = frozenset(filter(None, settings.second_factor_exempt.split(",")))
    return AccountsPorts(
        users=MongoUsers(database),
        workspaces=MongoWorkspaces(database),
        abuse=MongoAbuseReports(database),
        reported=MongoAbuseReports(database),
        memberships=MongoMemberships(database),
        sessions=MongoSessions(database),
        counter=MongoSignInCounter(database),
        acceptances=MongoAcceptances(database),
        tickets=MongoTickets(database),
        invitations=MongoInvitations(database),
        letters=MongoLetters(database),
        postman=SmtpPostman(
            url=settings.smtp_url.get_secret_value(),
            sender=settings.mail_from,
            sender_name="LEO Bizdev",
            public_url=settings.public_url,
            wall=shared.wall,
        ),
        codes=TimeBasedCodes(),
        rule=FactorRule(exempt=exempt),
        cipher=shared.cipher,
        sealer=shared.sealer,
        passwords=Argon2Passwords(),
        policy=PublishedTexts(documents),
        credits=desk,
        tokens=shared.tokens,
        identities=shared.identities,
        outbox=shared.outbox,
        transaction=shared.transaction,
        wall=shared.wall,
        new_id=shared.new_id,
    )
