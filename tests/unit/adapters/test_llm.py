"""What stands between the domain and the model vendors, without any vendor."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from adapters.llm.budgeted import Budgeted
from adapters.llm.clean_text import clean, without_direct_identifiers
from adapters.llm.first_of import FirstOf
from adapters.llm.metered import Metered
from adapters.llm.model import (
    Answer,
    Fault,
    Outcome,
    Question,
    Shape,
    Usage,
    VendorDown,
    read_text,
)
from adapters.llm.prices import micro_usd
from adapters.llm.prompt import load_prompt
from adapters.llm.reply_reader import LlmReplyReader
from adapters.llm.shapes import WrittenMessage
from adapters.llm.writer import LlmWriter, document_of
from adapters.memory.messaging import MemoryModelCalls, MemoryModelRules
from adapters.memory.rows import MemoryStore
from domain.inbox.errors import ReaderBusy
from domain.messaging.errors import ModelBudgetSpent, NothingUsableWritten, WriterBusy
from domain.messaging.model.spending import Route
from domain.messaging.ports import WritingAsk
from domain.shared.ids import WorkspaceId
from tests.builders import a_brief, a_fact

WORKSPACE = WorkspaceId("workspace-1")
PROMPT = load_prompt("write_message", 3)
GOOD = json.dumps(
    {
        "subject": "Vos tournées",
        "segments": [{"text": "Bonjour,", "kind": "greeting", "fact_ids": ["f"], "proof_ids": []}],
        "language": "fr",
    }
)
QUESTION = Question(
    workspace_id=WORKSPACE,
    use_case="write_message",
    prompt=PROMPT,
    document="{}",
    fields_sent=("language",),
    shape=WrittenMessage,
    max_tokens=100,
)


@dataclass
class ScriptedModel:
    """Texts, outcomes and failures, in the order given; the last one again and again."""

    script: list[str | Outcome | VendorDown]
    vendor: str = "openai"
    asked: list[Question[Any]] = field(default_factory=list)

    async def ask(self, question: Question[Shape]) -> Answer[Shape]:
        self.asked.append(question)
        step = self.script[0] if len(self.script) == 1 else self.script.pop(0)
        if isinstance(step, VendorDown):
            raise step
        outcome, value = (step, None) if isinstance(step, Outcome) else read_text(step, question)
        return Answer(
            outcome=outcome,
            value=value,
            usage=Usage(input=10, cached=5, output=3),
            vendor=self.vendor,
            model=f"{self.vendor}-model",
            request_id="req-1",
        )


@dataclass
class Pauses:
    taken: list[float] = field(default_factory=list)

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


REGIONS = {"openai": "eu", "anthropic": "global"}


def first_of(*models: ScriptedModel, pauses: Pauses | None = None, **more: Any) -> FirstOf:
    lines = [(model, REGIONS[model.vendor]) for model in models]
    return FirstOf(lines, pause=pauses or Pauses(), jitter=Random(0), **more)


def down(fault: Fault = Fault.TRANSIENT, after: float | None = None) -> VendorDown:
    return VendorDown(fault, retry_after=None if after is None else timedelta(seconds=after))


async def test_the_first_vendor_answers_when_it_can() -> None:
    one, two = ScriptedModel([GOOD]), ScriptedModel([GOOD], "anthropic")
    answer = await first_of(one, two).ask(QUESTION)
    assert (answer.vendor, two.asked) == ("openai", [])


async def test_a_short_pause_is_waited_for_and_a_long_one_means_the_other_vendor() -> None:
    pauses = Pauses()
    one = ScriptedModel([down(after=1), GOOD])
    assert (await first_of(one, pauses=pauses).ask(QUESTION)).outcome is Outcome.OK
    assert pauses.taken == [1]
    one, two = ScriptedModel([down(after=90)]), ScriptedModel([GOOD], "anthropic")
    answer = await first_of(one, two, pauses=pauses).ask(QUESTION)
    assert (answer.vendor, len(one.asked), pauses.taken) == ("anthropic", 1, [1])


async def test_a_vendor_is_asked_at_most_twice() -> None:
    one, two = ScriptedModel([down()]), ScriptedModel([down()], "anthropic")
    with pytest.raises(VendorDown):
        await first_of(one, two).ask(QUESTION)
    assert (len(one.asked), len(two.asked)) == (2, 2)


@pytest.mark.parametrize("fault", [Fault.NO_MONEY, Fault.BROKEN, Fault.DEADLINE])
async def test_a_fault_that_will_not_pass_goes_to_the_other_vendor_at_once(fault: Fault) -> None:
    one, two = ScriptedModel([down(fault)]), ScriptedModel([GOOD], "anthropic")
    assert (await first_of(one, two).ask(QUESTION)).vendor == "anthropic"
    assert len(one.asked) == 1


@pytest.mark.parametrize("outcome", [Outcome.REFUSAL, Outcome.FILTERED, Outcome.INVALID])
async def test_an_unusable_answer_goes_to_the_other_vendor_once(outcome: Outcome) -> None:
    one, two = ScriptedModel([outcome]), ScriptedModel([GOOD], "anthropic")
    assert (await first_of(one, two).ask(QUESTION)).outcome is Outcome.OK
    two = ScriptedModel([outcome], "anthropic")
    assert (await first_of(one, two).ask(QUESTION)).outcome is outcome


async def test_a_cut_answer_is_asked_for_again_with_twice_the_room() -> None:
    one = ScriptedModel([Outcome.TRUNCATED, GOOD])
    assert (await first_of(one).ask(QUESTION)).outcome is Outcome.OK
    assert [question.max_tokens for question in one.asked] == [100, 200]


async def test_after_three_failures_a_vendor_is_left_alone() -> None:
    one, two = ScriptedModel([down()]), ScriptedModel([GOOD], "anthropic")
    both = first_of(one, two)
    for _ in range(5):
        await both.ask(QUESTION)
    assert len(one.asked) == 4  # two calls of two tries, then the breaker is open


async def test_without_money_a_vendor_is_left_alone_at_once() -> None:
    one, two = ScriptedModel([down(Fault.NO_MONEY)]), ScriptedModel([GOOD], "anthropic")
    both = first_of(one, two)
    for _ in range(3):
        await both.ask(QUESTION)
    assert len(one.asked) == 1


async def test_the_deadline_holds_for_both_vendors_and_all_pauses_together() -> None:
    clock = iter([0.0, 0.0, 50.0, 50.0, 50.0])
    one, two = ScriptedModel([down()]), ScriptedModel([GOOD], "anthropic")
    both = first_of(one, two, deadline_seconds=45, now=lambda: next(clock, 50.0))
    with pytest.raises(VendorDown) as raised:
        await both.ask(QUESTION)
    assert raised.value.fault is Fault.DEADLINE
    assert (len(one.asked), two.asked) == (1, [])
    assert one.asked[0].seconds == 45


@pytest.mark.obligation(67)
@pytest.mark.obligation(111)
async def test_a_workspace_that_stays_in_the_eu_is_never_sent_elsewhere() -> None:
    one, two = ScriptedModel([down()]), ScriptedModel([GOOD], "anthropic")
    question = replace(QUESTION, regions=frozenset({"eu"}))
    with pytest.raises(VendorDown) as raised:
        await first_of(one, two).ask(question)
    assert (raised.value.fault, two.asked) == (Fault.TRANSIENT, [])
    with pytest.raises(VendorDown) as raised:
        await first_of(two).ask(question)
    assert raised.value.fault is Fault.NO_ROUTE


async def _rules(**changes: Any) -> tuple[MemoryModelRules, MemoryModelCalls]:
    book = MemoryModelRules(MemoryStore())
    rules = await book.of(WORKSPACE)
    rules.set(**{"route": Route.ANY, "daily_tokens": 100, "daily_cents": 500, **changes})
    await book.save(rules)
    return book, MemoryModelCalls()


async def test_nothing_is_sent_once_the_days_tokens_are_used() -> None:
    book, calls = await _rules(daily_tokens=36)
    model = ScriptedModel([GOOD])
    budgeted = Budgeted(Metered(model, "gpt-6-luna", "eu", calls), book, calls)
    for _ in range(2):
        await budgeted.ask(QUESTION)
    assert (await calls.spent_today(WORKSPACE)).tokens == 36
    with pytest.raises(VendorDown) as raised:
        await budgeted.ask(QUESTION)
    assert (raised.value.fault, len(model.asked)) == (Fault.BUDGET, 2)
    other = replace(QUESTION, workspace_id=WorkspaceId("workspace-2"))
    assert (await budgeted.ask(other)).outcome is Outcome.OK


async def test_a_budget_of_nothing_stops_everything_and_says_which_pause_it_is() -> None:
    book, calls = await _rules(daily_cents=0)
    writer = LlmWriter(Budgeted(ScriptedModel([GOOD]), book, calls), PROMPT)
    with pytest.raises(ModelBudgetSpent):
        await writer.write(WORKSPACE, WritingAsk(brief=a_brief(), max_characters=None))
    reader = LlmReplyReader(
        Budgeted(ScriptedModel([GOOD]), book, calls), load_prompt("read_reply", 1)
    )
    with pytest.raises(ReaderBusy):
        await reader.read(WORKSPACE, "Bonjour", "fr")


async def test_the_route_of_the_workspace_travels_with_the_question() -> None:
    book, calls = await _rules(route=Route.EU)
    model = ScriptedModel([GOOD])
    await Budgeted(model, book, calls).ask(QUESTION)
    assert model.asked[0].regions == frozenset({"eu"})


@pytest.mark.parametrize(
    ("model", "region", "cost"),
    [
        ("gpt-6-luna", "global", 1_000 + 10 + 125 + 5_000),
        ("gpt-6-luna", "eu", 6_749),
        ("claude-haiku-5-5", "global", 1_000 + 10 + 125 + 5_000),
        ("a-model-nobody-knows", "global", 100_000 + 1_000 + 12_500 + 500_000),
    ],
)
def test_each_kind_of_token_has_its_price_and_cost_is_never_understated(
    model: str, region: str, cost: int
) -> None:
    usage = Usage(input=10_000, cached=1_000, written=1_000, output=10_000)
    assert micro_usd(model, region, usage) == cost


@pytest.mark.obligation(68)
async def test_every_attempt_is_booked_also_those_that_failed() -> None:
    book = MemoryModelCalls()
    script: list[str | Outcome | VendorDown] = [down(), Outcome.REFUSAL, GOOD]
    metered = Metered(ScriptedModel(script), "gpt-6-luna", "eu", book)
    with pytest.raises(VendorDown):
        await metered.ask(QUESTION)
    await metered.ask(QUESTION)
    await metered.ask(QUESTION)
    told = [(call.outcome, call.input_tokens, call.output_tokens) for call in book.calls]
    assert told == [("transient", 0, 0), ("refusal", 10, 3), ("ok", 10, 3)]
    assert book.calls[2].fields_sent == ("language",)
    assert [call.micro_usd for call in book.calls] == [0, 255, 255]
    assert (book.calls[2].region, book.calls[2].prompt_version) == ("eu", "write_message/3")


async def test_the_writer_says_busy_or_nothing_usable_and_never_invents() -> None:
    ask = WritingAsk(brief=a_brief(), max_characters=None)
    with pytest.raises(WriterBusy):
        await LlmWriter(ScriptedModel([down()]), PROMPT).write(WORKSPACE, ask)
    for outcome in (Outcome.REFUSAL, Outcome.TRUNCATED, Outcome.FILTERED, Outcome.FAILED):
        with pytest.raises(NothingUsableWritten):
            await LlmWriter(ScriptedModel([outcome]), PROMPT).write(WORKSPACE, ask)
    written = await LlmWriter(ScriptedModel([GOOD]), PROMPT).write(WORKSPACE, ask)
    assert (written.subject, written.input_tokens) == ("Vos tournées", 15)


@pytest.mark.parametrize(
    "text",
    [
        f"Sure! {GOOD}",
        "{}",
        GOOD.replace("greeting", "spell"),
        GOOD.replace("Bonjour", PROMPT.canary),
    ],
)
async def test_an_answer_of_another_shape_or_with_our_instructions_in_it_is_unusable(
    text: str,
) -> None:
    ask = WritingAsk(brief=a_brief(), max_characters=None)
    with pytest.raises(NothingUsableWritten):
        await LlmWriter(ScriptedModel([text]), PROMPT).write(WORKSPACE, ask)


def _keys(document: Any) -> set[str]:
    if isinstance(document, dict):
        return set(document).union(*(_keys(value) for value in document.values()))
    return set().union(*(_keys(item) for item in document)) if isinstance(document, list) else set()


@pytest.mark.obligation(68)
def test_only_allowed_fields_reach_a_model_and_never_an_address_or_a_phone_number() -> None:
    facts: Sequence[Any] = (
        a_fact(
            id="x",
            value="Écrivez à claire@morel.example ou au +33 6 12 34 56 78, www.morel.example",
        ),
    )
    document = document_of(WritingAsk(brief=a_brief(facts=tuple(facts)), max_characters=150))
    text = json.dumps(document, ensure_ascii=False)
    assert "claire@morel.example" not in text
    assert "12 34 56" not in text
    assert "www." not in text
    assert _keys(document) == {
        *("task", "language", "tone", "prospect", "facts", "id", "label", "value", "source"),
        *("observed_at", "offer", "name", "promise", "proofs", "text", "forbidden_claims"),
        *("call_to_action", "booking_link", "sender", "company", "step", "index", "goal"),
        *("objective", "is_follow_up", "thread_subject", "max_characters", "instruction"),
        *("previous_text", "refused_for"),
    }
    assert document["step"]["max_characters"] == 150


def test_foreign_text_loses_what_cannot_be_seen() -> None:
    hidden = "a\u200bb\u202ec\U000e0041d\ufe0fe\ud800f\x00g"
    assert clean(hidden) == "abcdefg"
    assert clean("x" * 5000) == "x" * 2000
    assert (
        without_direct_identifiers("le 04/05/2026, 1200 salariés") == "le 04/05/2026, 1200 salariés"
    )


def _reading(**changes: Any) -> str:
    whole = {"label": "interested", "confidence": 0.9, "quote": "dites-moi en plus", "flags": []}
    return json.dumps({**whole, **changes})


async def _read(script: str | Outcome | VendorDown) -> Any:
    reader = LlmReplyReader(ScriptedModel([script]), load_prompt("read_reply", 1))
    return await reader.read(WORKSPACE, "Bonjour, dites-moi en plus.", "fr")


async def test_a_reply_gets_its_label_and_the_words_that_show_it() -> None:
    reply = await _read(_reading(flags=["price", "price"]))
    assert (reply.label, reply.confidence, reply.quote) == ("interested", 0.9, "dites-moi en plus")
    assert reply.flags == ("price",)


@pytest.mark.parametrize("change", [{"quote": "invented"}, {"quote": ""}, {"confidence": 7.0}])
async def test_a_label_whose_words_are_not_in_the_reply_is_only_a_doubt(
    change: dict[str, Any],
) -> None:
    assert (await _read(_reading(**change))).confidence == 0


@pytest.mark.parametrize("script", [down(), Outcome.REFUSAL, Outcome.INVALID, "{}"])
async def test_a_reader_that_cannot_answer_says_so(script: str | Outcome | VendorDown) -> None:
    with pytest.raises(ReaderBusy):
        await _read(script)
