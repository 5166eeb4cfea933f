"""What the connected accounts announce, in our words: a closed list."""

from dataclasses import dataclass
from typing import TypeAlias

from domain.inbox.model.incoming import Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageArrived:
    """A message of somebody else; who, is not known yet."""

    incoming: Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMessageSeen:
    """A message that left one of our connected accounts, by us or by its owner's own hand.

    `action_ref` is our own mark, where it came along. `subject` and `to_refs` are kept for our
    own sends only: the owner's mail is not ours to read.
    """

    account_ref: str
    channel: str
    by_us: bool
    provider_id: str
    message_id: str
    thread_ref: str
    tracking_id: str
    action_ref: str
    subject: str
    to_refs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectionSeen:
    """Somebody is now connected to a LinkedIn account, whoever asked for it."""

    account_ref: str
    person_ref: str
    public_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReported:
    """The state of a connected account, as the provider words it."""

    account_ref: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLinked:
    """The hosted page ended well; `name` is what we gave it to hand back."""

    account_ref: str
    name: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToDo:
    """A kind we do not act on."""

    kind: str


Delivery: TypeAlias = (
    MessageArrived | OwnMessageSeen | ConnectionSeen | AccountReported | AccountLinked | NothingToDo
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadDelivery:
    """`object_key` is the same when the provider announces the same thing again; "" if nothing
    in the delivery says so. `kept` is the delivery without what we have no use for.
    """

    delivery: Delivery
    object_key: str
    kept: bytes
