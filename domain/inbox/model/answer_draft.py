"""An answer that LEO proposes; a person reads it, changes it and sends it, or does not (INB-4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.inbox.errors import AnswerByHand, NothingToAnswer, ReplyNotRead
from domain.inbox.model.conversation import Conversation, Direction, Message, MessageState
from domain.inbox.model.labels import AUTOMATIC, ReplyFlag
from domain.shared.ids import AnswerDraftId, ConversationId, MessageId, ProspectId, WorkspaceId

# Nobody is sold to in the answer to these.
_BY_HAND = frozenset({ReplyFlag.RIGHTS_REQUEST, ReplyFlag.COMPLAINT, ReplyFlag.LEGAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What a sentence rests on: `about` is prospect or us, `state` sourced or stale."""

    about: str
    quote: str
    source: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftedLine:
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What was read out of the person's words: its kind, and the words, letter by letter."""

    kind: str
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """`code` is stable and translated by the screen; `excerpt` is the words it is about."""

    code: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """One proposal, kept as it was written with the model, the prompts and the facts (L9)."""

    LONGEST_BURST: ClassVar[int] = 10

    id: AnswerDraftId
    workspace_id: WorkspaceId
    conversation_id: ConversationId
    prospect_id: ProspectId
    to_message_id: MessageId
    """The last message it answers; a later one makes it out of date (INB-1)."""
    made_at: datetime
    lines: tuple[DraftedLine, ...]
    heard: tuple[Heard, ...]
    warnings: tuple[Remark, ...]
    vendor: str
    model: str
    prompt_version: str
    reading_version: str
    input_tokens: int
    output_tokens: int

    @property
    def text(self) -> str:
        return "\n\n".join(line.text for line in self.lines)


def unanswered(messages: Sequence[Message]) -> list[Message]:
    """The person's messages since our last answer, oldest first: one thing to answer (INB-1)."""
    found: list[Message] = []
    for message in messages:
        if message.direction is Direction.OUT and message.state is not MessageState.CANCELLED:
            found = []
        elif message.is_theirs:
            found.append(message)
    return found


def require_draftable(conversation: Conversation, waiting: Sequence[Message]) -> None:
    """Raise what makes a proposal impossible: an objection or what may be one, a message that
    nobody has read yet, and words that ask for a person.
    """
    conversation.require_open()
    if not waiting:
        raise NothingToAnswer
    if conversation.label is None or waiting[-1].label is None:
        raise ReplyNotRead
    if (
        conversation.label in AUTOMATIC
        or conversation.campaign_id is None
        or _BY_HAND & set(conversation.flags)
    ):
        raise AnswerByHand
