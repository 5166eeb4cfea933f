"""The labels and flags of INB-2."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self


class ReplyLabel(StrEnum):
    INTERESTED = "interested"
    MEETING_BOOKED = "meeting_booked"
    NOT_NOW = "not_now"
    NOT_INTERESTED = "not_interested"
    WRONG_PERSON = "wrong_person"
    REFERRED = "referred"
    OUT_OF_OFFICE = "out_of_office"
    AUTO_REPLY = "auto_reply"
    OPT_OUT = "opt_out"
    TO_QUALIFY = "to_qualify"


# What a machine sent, recognised by code alone; nothing stops for it (RFC 3834, A18).
AUTOMATIC = frozenset({ReplyLabel.OUT_OF_OFFICE, ReplyLabel.AUTO_REPLY})
# A no, of whatever kind: it has a reason (INB-3).
REFUSING = frozenset(
    {
        ReplyLabel.NOT_NOW,
        ReplyLabel.NOT_INTERESTED,
        ReplyLabel.WRONG_PERSON,
        ReplyLabel.REFERRED,
    }
)


class ReplyFlag(StrEnum):
    """Anything that wants a human, whatever the label."""

    PRICE = "price"
    CONTRACT = "contract"
    LEGAL = "legal"
    PERSONAL_DATA = "personal_data"
    COMPETITOR = "competitor"
    ANGER = "anger"
    WANTS_HUMAN = "wants_human"
    ASKS_IF_AI = "asks_if_ai"
    RIGHTS_REQUEST = "rights_request"
    COMPLAINT = "complaint"
    SUSPICIOUS = "suspicious"


class DecidedBy(StrEnum):
    RULES = "rules"
    MODEL = "model"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReply:
    """What a model read: one label, how sure (0 to 1), the words it saw, flags."""

    label: ReplyLabel
    confidence: float
    quote: str
    flags: tuple[ReplyFlag, ...] = ()


class RefusalKind(StrEnum):
    """The structured refusals of INB-3."""

    NEVER = "never"
    NOT_BEFORE = "not_before"
    ALREADY_EQUIPPED = "already_equipped"
    WRONG_PERSON = "wrong_person"
    NO_BUDGET = "no_budget"
    NO_NEED = "no_need"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why not, with the person's sentence; `detail` is the date, tool or name they gave."""

    kind: RefusalKind
    quote: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReading:
    """What the patterns saw, with the words; no label when they are not certain.

    `guess` is what they believe then, for a person to accept; `in_doubt` says that it may be an
    objection, which holds at once (INB-5). `unread`: they could make nothing of it, which is a
    doubt too as long as no model has read it. `has_left`: the person left the company.
    """

    label: ReplyLabel | None
    quote: str = ""
    flags: tuple[ReplyFlag, ...] = ()
    guess: ReplyLabel | None = None
    in_doubt: bool = False
    unread: bool = False
    has_left: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The decision. `proposal` is what is believed too weakly to act on; `in_doubt` holds like an
    objection until a person has looked.
    """

    label: ReplyLabel
    decided_by: DecidedBy
    quote: str
    confidence: float | None = None
    proposal: ReplyLabel | None = None
    flags: tuple[ReplyFlag, ...] = ()
    in_doubt: bool = False
    has_left: bool = False
    refusal: Refusal | None = None

    SURE: ClassVar[float] = 0.85

    @classmethod
    def of(cls, rules: RuleReading, model: ReadReply | None) -> Self:
        """The union for an objection, the model when it is sure, a person otherwise (INB-2).

        A model can add an objection and never lift one; a label that stops nothing comes from
        code alone.
        """
        flags = tuple(dict.fromkeys((*rules.flags, *(model.flags if model else ()))))
        if rules.label is ReplyLabel.OPT_OUT or rules.label in AUTOMATIC:
            return cls(
                label=rules.label,
                decided_by=DecidedBy.RULES,
                quote=rules.quote,
                flags=flags,
                has_left=rules.has_left,
                refusal=rules.refusal,
            )
        if model is None:
            return cls(
                label=rules.label or ReplyLabel.TO_QUALIFY,
                decided_by=DecidedBy.RULES,
                quote=rules.quote,
                proposal=ReplyLabel.OPT_OUT if rules.unread else rules.guess,
                flags=flags,
                in_doubt=rules.in_doubt or rules.unread,
                refusal=rules.refusal,
            )
        is_sure = model.confidence >= cls.SURE
        if model.label is ReplyLabel.OPT_OUT and is_sure:
            return cls(
                label=ReplyLabel.OPT_OUT,
                decided_by=DecidedBy.MODEL,
                quote=model.quote,
                confidence=model.confidence,
                flags=flags,
            )
        if rules.in_doubt or model.label is ReplyLabel.OPT_OUT:
            seen = model.quote if model.label is ReplyLabel.OPT_OUT else rules.quote
            return cls(
                label=ReplyLabel.TO_QUALIFY,
                decided_by=DecidedBy.RULES if rules.in_doubt else DecidedBy.MODEL,
                quote=seen or rules.quote,
                confidence=model.confidence,
                proposal=ReplyLabel.OPT_OUT,
                flags=flags,
                in_doubt=True,
            )
        if is_sure and model.label not in AUTOMATIC:
            return cls(
                label=model.label,
                decided_by=DecidedBy.MODEL,
                quote=model.quote,
                confidence=model.confidence,
                flags=flags,
                refusal=rules.refusal if model.label in REFUSING else None,
            )
        return cls(
            label=ReplyLabel.TO_QUALIFY,
            decided_by=DecidedBy.MODEL,
            quote=model.quote,
            confidence=model.confidence,
            proposal=None if model.label is ReplyLabel.TO_QUALIFY else model.label,
            flags=flags,
        )
