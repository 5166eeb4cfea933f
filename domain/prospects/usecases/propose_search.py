"""See ProposeSearch and ProposeLookalikes."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from domain.prospects.errors import CriterionForbidden, NobodyToResemble
from domain.prospects.model.forbidden_criteria import forbidden_category
from domain.prospects.model.people_search import PeopleQuery, SearchSource, Seniority
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.stage import Stage
from domain.prospects.model.text import fold, one_line
from domain.prospects.ports import (
    ProposedSearch,
    ProspectReader,
    ProspectRepository,
    Search,
    SearchProposer,
    Sort,
)
from domain.shared.actor import Actor, Permission
from domain.shared.errors import FieldFault
from domain.shared.ids import ProspectId
from domain.shared.page import PageAsk
from domain.shared.purpose import Purpose

_MOST_VALUES = 5
_MOST_HEADS = 1_000_000
_ACCEPTED = (Stage.WON, Stage.MEETING_BOOKED, Stage.INTERESTED, Stage.IN_CONVERSATION)
_LEAST_ALIKE = 3
_SAMPLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Filters to look over before anything is asked of LinkedIn; None with a question, or when
    the sentence names one person, who is added by hand. `dropped` are values that did not pass.
    """

    query: PeopleQuery | None
    question: str = ""
    choices: tuple[str, ...] = ()
    person: str = ""
    dropped: tuple[str, ...] = ()
    like: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeSearch:
    """Turn a sentence into filters. A model proposes, code checks; nothing is spent (SRC-2)."""

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    proposer: SearchProposer

    async def __call__(self, actor: Actor, sentence: str, language: str) -> Proposal:
        """Raise CriterionForbidden naming the category, or ProposerBusy."""
        actor.require(Permission.PROSPECTS_WRITE)
        category = forbidden_category(sentence)
        if category:
            raise CriterionForbidden(
                faults=[FieldFault("/sentence", CriterionForbidden.code, category)]
            )
        said = await self.proposer.propose(actor.workspace_id, sentence, language)
        if said.person:
            return Proposal(query=None, person=one_line(said.person, 120))
        if said.question and 2 <= len(said.choices) <= 3:
            return Proposal(
                query=None,
                question=one_line(said.question, 200),
                choices=tuple(one_line(one, 80) for one in said.choices),
            )
        return _checked(said, sentence)


def _checked(said: ProposedSearch, sentence: str) -> Proposal:
    """What a model says is only a proposal: bounded, about work, and grounded in the sentence."""
    dropped: list[str] = []

    def kept(values: Iterable[str]) -> tuple[str, ...]:
        good: dict[str, str] = {}
        for value in values:
            text = one_line(value, 80)
            if not text:
                continue
            if forbidden_category(text):
                dropped.append(text)
            else:
                good.setdefault(fold(text), text)
        return tuple(good.values())[:_MOST_VALUES]

    least, most = _sizes(said, sentence)
    lead_only = bool(said.seniorities) or least is not None or most is not None
    titles, companies = kept(said.titles), kept(said.companies)
    industries, locations = kept(said.industries), kept(said.locations)
    keywords = " ".join(kept([said.keywords]))
    if not (titles or companies or industries or locations or lead_only):
        keywords = keywords or one_line(sentence, 120)
    query = PeopleQuery(
        source=SearchSource.SALES_NAVIGATOR if lead_only else SearchSource.CLASSIC,
        keywords=keywords,
        titles=titles,
        companies=companies,
        industries=industries,
        locations=locations,
        seniorities=tuple(dict.fromkeys(said.seniorities)),
        head_count_min=least,
        head_count_max=most,
    )
    return Proposal(query=query, dropped=tuple(dropped))


def _sizes(said: ProposedSearch, sentence: str) -> tuple[int | None, int | None]:
    """Numbers of people that the sentence does not hold are not believed."""
    digits = fold(sentence).replace(" ", "")
    bounds = [
        one if one is not None and 0 < one <= _MOST_HEADS and str(one) in digits else None
        for one in (said.head_count_min, said.head_count_max)
    ]
    least, most = bounds
    return (
        (most, least)
        if least is not None and most is not None and least > most
        else (
            least,
            most,
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeLookalikes:
    """Filters drawn from people who went well: the titles, sectors, places and sizes most of them
    share. Plain counting, no model; people who objected are not looked at.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    reader: ProspectReader

    async def __call__(
        self, actor: Actor, prospect_ids: Collection[ProspectId], source: SearchSource
    ) -> Proposal:
        """Of the named people, or else of those furthest along. Raise NobodyToResemble below
        three.
        """
        actor.require(Permission.PROSPECTS_WRITE)
        ids = list(prospect_ids)[:_SAMPLE] or await self._furthest(actor)
        found = await self.prospects.many(actor.workspace_id, ids)
        good = [one for one in found if one.opted_out_at is None and one.restricted_at is None]
        if len(good) < _LEAST_ALIKE:
            raise NobodyToResemble
        titles = _shared(good, DetailKind.JOB_TITLE)
        industries = _shared(good, DetailKind.INDUSTRY)
        locations = _shared(good, DetailKind.LOCATION, least=2)
        levels = _levels(good) if source is SearchSource.SALES_NAVIGATOR and not titles else ()
        if not (titles or industries or levels):
            raise NobodyToResemble
        query = PeopleQuery(
            source=source,
            titles=titles,
            industries=industries,
            locations=locations,
            seniorities=levels,
        )
        return Proposal(query=query, like=len(good))

    async def _furthest(self, actor: Actor) -> Sequence[ProspectId]:
        ids: list[ProspectId] = []
        for stage in _ACCEPTED:
            page = await self.reader.search(
                actor.workspace_id,
                Search(stage=stage, sort=Sort.SCORE_DOWN),
                PageAsk(limit=_SAMPLE - len(ids)),
            )
            ids += [row.id for row in page.items]
            if len(ids) >= _SAMPLE:
                break
        return ids


def _shared(people: Sequence[Prospect], kind: DetailKind, *, least: int = 1) -> tuple[str, ...]:
    """The values most people share, the commonest first; at most three."""
    said: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for one in people:
        value = one.detail(kind)
        if value:
            said.setdefault(fold(value), value)
            counts[fold(value)] += 1
    enough = max(least, len(people) // 10)
    return tuple(said[key] for key, count in counts.most_common(3) if count >= enough)


def _levels(people: Sequence[Prospect]) -> tuple[Seniority, ...]:
    values = {level.value for level in Seniority}
    known = Counter(
        one.detail(DetailKind.SENIORITY)
        for one in people
        if one.detail(DetailKind.SENIORITY) in values
    )
    return tuple(Seniority(level) for level, _ in known.most_common(2))
