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


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleReading:
    """What the patterns saw, with the words; no label when they saw nothing."""

    label: ReplyLabel | None
    quote: str = ""
    flags: tuple[ReplyFlag, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """The decision. `proposal` is what a model believes too weakly to act on."""

    label: ReplyLabel
    decided_by: DecidedBy
    quote: str
    confidence: float | None = None
    proposal: ReplyLabel | None = None
    flags: tuple[ReplyFlag, ...] = ()

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
                label=rules.label, decided_by=DecidedBy.RULES, quote=rules.quote, flags=flags
            )
        if model is None:
            return cls(
                label=rules.label or ReplyLabel.TO_QUALIFY,
                decided_by=DecidedBy.RULES,
                quote=rules.quote,
                flags=flags,
            )
        if model.label is ReplyLabel.OPT_OUT or (
            model.confidence >= cls.SURE and model.label not in AUTOMATIC
        ):
            return cls(
                label=model.label,
                decided_by=DecidedBy.MODEL,
                quote=model.quote,
                confidence=model.confidence,
                flags=flags,
            )
        return cls(
            label=ReplyLabel.TO_QUALIFY,
            decided_by=DecidedBy.MODEL,
            quote=model.quote,
            confidence=model.confidence,
            proposal=None if model.label is ReplyLabel.TO_QUALIFY else model.label,
            flags=flags,
        )
