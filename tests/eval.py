"""`make eval`: how replies are read, on the labelled set of tests/fixtures/replies.jsonl.

Without a key the rules are measured alone. With OPENAI_KEY or ANTHROPIC_KEY in the environment the
same set is also read by the live models behind the product's own prompt, and the union is measured.

The rules know the labelled set, so their figures on it flatter them. replies_held_out.jsonl was
written before the rules that it led to, in the two groups they were weakest in: objections in other
words, and replies that use the same words for something else. Rules may be made from its half
`practice`. Nobody looks at what fails in the half `kept`: its figures are the honest ones.
replies_fresh.jsonl came later, before the rules that read by kinds of speech (rules_doubt.py), by
the hand that wrote them: mockery, reproach, slips, short forms, and replies near an objection. No
rule is made from it and what fails in it is not looked at either.
"""

import asyncio
import json
import os
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from adapters.llm.first_of import FirstOf
from adapters.llm.late import LateModel, make_anthropic, make_openai
from adapters.llm.prompt import load_prompt
from adapters.llm.reply_reader import LlmReplyReader
from domain.inbox.errors import ReaderBusy
from domain.inbox.model.labels import AUTOMATIC, Classification, ReplyLabel
from domain.inbox.model.rules import read_by_rules
from domain.inbox.model.text import words_of
from domain.inbox.ports import ReplyReader
from domain.shared.ids import WorkspaceId

REPLIES = Path(__file__).parent / "fixtures" / "replies.jsonl"
HELD_OUT = Path(__file__).parent / "fixtures" / "replies_held_out.jsonl"
FRESH = Path(__file__).parent / "fixtures" / "replies_fresh.jsonl"
LEAST_RECALL = 0.99


@dataclass(frozen=True, slots=True)
class Labelled:
    """`objection` is `yes`, `doubt` (may be one: it has to hold until somebody looked) or `no`."""

    id: str
    language: str
    label: ReplyLabel
    objection: str
    look: str
    automatic: bool
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    reply: Labelled
    decision: Classification

    @property
    def label(self) -> ReplyLabel:
        """What was decided, or else what a person is asked to accept."""
        return self.decision.proposal or self.decision.label

    @property
    def is_held(self) -> bool:
        """The person is left alone at once: for good, or until somebody looked."""
        return self.decision.label is ReplyLabel.OPT_OUT or self.decision.in_doubt


def labelled(source: Path = REPLIES) -> Sequence[Labelled]:
    rows = [json.loads(line) for line in source.read_text(encoding="utf-8").splitlines()]
    return [Labelled(**{**row, "label": ReplyLabel(row["label"])}) for row in rows]


def by_rules(reply: Labelled) -> Read:
    words = words_of(plain=reply.text, html="")
    rules = read_by_rules(subject=reply.subject, text=words.own, automatic=reply.automatic)
    return Read(reply, Classification.of(rules, None))


async def with_model(reply: Labelled, reader: ReplyReader) -> Read:
    words = words_of(plain=reply.text, html="")
    rules = read_by_rules(subject=reply.subject, text=words.own, automatic=reply.automatic)
    if rules.label is ReplyLabel.OPT_OUT or rules.label in AUTOMATIC or not words.own:
        return Read(reply, Classification.of(rules, None))
    try:
        seen = await reader.read(WorkspaceId("eval"), words.own, reply.language)
    except ReaderBusy:
        return Read(reply, Classification.of(rules, None))
    return Read(reply, Classification.of(rules, seen))


@dataclass(frozen=True, slots=True)
class Figures:
    recall: float
    precision: float
    for_good: int
    missed: Sequence[Read]
    wrong: Sequence[Read]

    @classmethod
    def of(cls, read: Sequence[Read]) -> "Figures":
        """Recall over what must be held, precision over what was; `for_good` counts what was held
        without need and without a question to anybody.
        """
        wanted = [one for one in read if one.reply.objection != "no"]
        held = [one for one in read if one.is_held]
        right = [one for one in held if one.reply.objection != "no"]
        return cls(
            recall=len(right) / len(wanted),
            precision=len(right) / len(held),
            for_good=sum(not one.decision.in_doubt for one in held if one.reply.objection == "no"),
            missed=[one for one in wanted if not one.is_held],
            wrong=[one for one in held if one.reply.objection == "no"],
        )


def matrix(read: Sequence[Read]) -> str:
    """Rows are what people said, columns what was read."""
    counted: Mapping[tuple[ReplyLabel, ReplyLabel], int] = Counter(
        (one.reply.label, one.label) for one in read
    )
    names = list(ReplyLabel)
    lines = [f"{'':15}" + "".join(f"{name.value[:9]:>10}" for name in names) + f"{'recall':>9}"]
    for said in names:
        row = [counted[said, seen] for seen in names]
        right, total = counted[said, said], sum(row)
        cells = "".join(f"{count or '.':>10}" for count in row)
        lines.append(f"{said.value:15}{cells}{right / total:>9.2f}" if total else said.value)
    return "\n".join(lines)


def show(title: str, read: Sequence[Read], *, tell: bool = True) -> Figures:
    """`tell` False keeps the replies that were misread out of sight."""
    figures = Figures.of(read)
    right = sum(one.label is one.reply.label for one in read)
    print(f"\n{title}: {len(read)} replies\n\n{matrix(read)}\n")
    print(
        f"objections held at once: recall {figures.recall:.4f}, precision {figures.precision:.4f}"
    )
    print(f"held for good without need: {figures.for_good}")
    print(f"labels right (decided or proposed): {right / len(read):.3f}")
    for name, some in (("missed", figures.missed), ("held without need", figures.wrong)):
        if not tell:
            print(f"  {name}: {len(some)}")
            continue
        for one in some[:20]:
            print(f"  {name}: {one.reply.id} {' '.join(one.reply.text.split())[:90]!r}")
    return figures


async def live(replies: Sequence[Labelled]) -> Figures | None:
    openai, anthropic = os.environ.get("OPENAI_KEY"), os.environ.get("ANTHROPIC_KEY")
    if not openai and not anthropic:
        print("\nNo OPENAI_KEY or ANTHROPIC_KEY: the live models were not measured.")
        return None
    async with AsyncExitStack() as stack:
        lines: list[tuple[LateModel, str]] = []
        if openai:
            address = os.environ.get("OPENAI_URL", "https://eu.api.openai.com/v1")
            name = os.environ.get("OPENAI_MODEL", "gpt-6-luna")
            made = LateModel("openai", lambda: make_openai(address, openai, name), stack)
            lines.append((made, "eu"))
        if anthropic:
            there = os.environ.get("ANTHROPIC_URL", "https://api.anthropic.com")
            model = os.environ.get("ANTHROPIC_MODEL", "claude-haiku-5-5")
            other = LateModel("anthropic", lambda: make_anthropic(there, anthropic, model), stack)
            lines.append((other, "global"))
        reader = LlmReplyReader(FirstOf(lines), load_prompt("read_reply", 1))
        kept = [one for one in labelled(HELD_OUT) if one.look == "kept"]
        read = [await with_model(reply, reader) for reply in kept]
        show("Rules and live models together, held out and never tuned", read, tell=False)
        read = [await with_model(reply, reader) for reply in replies]
    return show("Rules and live models together", read)


def main() -> int:
    replies = labelled()
    figures = [show("Rules alone", [by_rules(reply) for reply in replies])]
    held_out = [by_rules(reply) for reply in labelled(HELD_OUT)]
    for half, title, tell in (
        ("practice", "Rules alone, held out at first, practised on since", True),
        ("kept", "Rules alone, held out and never tuned", False),
    ):
        show(title, [one for one in held_out if one.reply.look == half], tell=tell)
    fresh = [by_rules(reply) for reply in labelled(FRESH)]
    show("Rules alone, written afresh and never tuned", fresh, tell=False)
    together = asyncio.run(live(replies))
    figures += [together] if together else []
    return int(any(one.recall < LEAST_RECALL for one in figures))


if __name__ == "__main__":
    sys.exit(main())
