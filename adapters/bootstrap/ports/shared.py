"""What every module may need, and what the settings say of it."""

from contextlib import AsyncExitStack
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from adapters.bootstrap.audited_outbox import AuditedOutbox
from adapters.bootstrap.settings import Settings
from adapters.mongo import driver
from adapters.mongo.audit import MongoAuditLog
from adapters.mongo.session import MongoTransaction
from adapters.mongo.shared import (
    MongoBlobs,
    MongoIdempotencyKeys,
    MongoInboundEvents,
    MongoOperations,
    MongoOutbox,
)
from adapters.mongo.vitals import MongoVitals
from adapters.mongo.workspace_keys import MongoWorkspaceKeys
from adapters.system.clock import FastCalendar, FastClock, SystemClock
from adapters.system.encryption import AesGcmCipher
from adapters.system.ids import UuidV7
from adapters.system.tokens import HmacIdentities, HmacSealer, SecretTokens
from adapters.valkey.limiter import open_limiter
from adapters.wire.hosts import allowed_host
from domain.audit.ports import AuditLog
from domain.audit.usecases.record_facts import RecordFacts
from domain.shared.blobs import BlobStore
from domain.shared.clock import Clock
from domain.shared.idempotency import IdempotencyKeys
from domain.shared.ids import NewId
from domain.shared.inbound import InboundEvents
from domain.shared.operations import Operations
from domain.shared.outbox import Outbox, OutboxReader
from domain.shared.rate_limit import RateLimiter
from domain.shared.tokens import FieldCipher, IdentityHasher, Sealer, TokenMaker, WorkspaceCipher
from domain.shared.transaction import Transaction
from domain.shared.vitals import Vitals


@dataclass(frozen=True, kw_only=True)
class SharedPorts:
    """What every module may need."""

    clock: Clock
    wall: Clock
    new_id: NewId
    transaction: Transaction
    outbox: Outbox
    audit: AuditLog
    outbox_reader: OutboxReader
    inbound: InboundEvents
    operations: Operations
    blobs: BlobStore
    idempotency: IdempotencyKeys
    tokens: TokenMaker
    sealer: Sealer
    identities: IdentityHasher
    cipher: FieldCipher
    workspace_cipher: WorkspaceCipher
    limiter: RateLimiter
    vitals: Vitals

    # one group per module


def derived_key(settings: Settings, use: str) -> bytes:
    """An independent 256-bit key for one use (RFC 5869)."""
    return HKDF(SHA256(), 32, salt=None, info=use.encode()).derive(settings.master_key_bytes)


def field_cipher(settings: Settings) -> AesGcmCipher:
    """What seals single fields, and the key of each workspace."""
    return AesGcmCipher({"1": derived_key(settings, "field encryption 1")}, "1")


def mongo_shared(settings: Settings, client: driver.Client, stack: AsyncExitStack) -> SharedPorts:
    database = client[settings.mongodb_database]
    new_id = UuidV7()
    outbox = MongoOutbox(database, new_id)
    audit = MongoAuditLog(database)
    cipher = field_cipher(settings)
    wall = SystemClock()
    clock: Clock = wall
    if settings.business_clock:
        clock = FastClock(FastCalendar.parse(settings.business_clock))
    return SharedPorts(
        clock=clock,
        wall=wall,
        new_id=new_id,
        transaction=MongoTransaction(client),
        outbox=AuditedOutbox(outbox, RecordFacts(log=audit)),
        audit=audit,
        outbox_reader=outbox,
        inbound=MongoInboundEvents(database),
        operations=MongoOperations(database),
        blobs=MongoBlobs(database),
        idempotency=MongoIdempotencyKeys(database),
        tokens=SecretTokens(),
        sealer=HmacSealer(derived_key(settings, "sealed links")),
        identities=HmacIdentities(derived_key(settings, "suppression identities")),
        vitals=MongoVitals(database),
        limiter=open_limiter(settings.redis_url, settings.mongodb_database, wall, stack),
        cipher=cipher,
        workspace_cipher=MongoWorkspaceKeys(database, cipher),
    )


def vendor_url(settings: Settings, url: str) -> str:
    """The address as it is; outside MODE=live only this machine is spoken to (style.md 3.9)."""
    allowed_host(url, is_live=settings.mode == "live")
    return url


def business_speed(settings: Settings) -> float:
    """How much faster than real the business clock runs; 1 in live mode."""
    if not settings.business_clock:
        return 1.0
    return FastCalendar.parse(settings.business_clock).speed
