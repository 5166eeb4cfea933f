"""Merging loses nothing, is the same from both sides, and can be undone."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.prospects.errors import MergeNotUndoable
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.merge import Merge, conflicts, merged
from domain.prospects.model.person import DetailKind, Person
from domain.prospects.model.prospect import Confidence, OriginKind, Prospect
from domain.prospects.model.stage import Stage
from domain.prospects.model.text import fold
from domain.shared.email_address import EmailAddress
from domain.shared.ids import ImportId, MergeId, UserId
from tests.builders import a_person, a_prospect, an_origin
from tests.conftest import MONDAY

_VALUES = st.sampled_from(["Firm", "FIRM", "Autre", "Troisième"])
_MAILS = st.sampled_from(["a@b.example", "c@d.example", "contact@b.example"])


@st.composite
def records(draw: st.DrawFn, number: int) -> Prospect:
    details = draw(st.dictionaries(st.sampled_from(list(DetailKind)[2:6]), _VALUES, max_size=4))
    mails = draw(st.lists(_MAILS, unique=True, max_size=3))
    origin = an_origin(
        source=draw(st.sampled_from(["Salon", "CRM"])),
        kind=draw(st.sampled_from(list(OriginKind)[:2])),
        import_id=ImportId(f"import-{number}"),
    )
    made = Prospect.discover(
        a_prospect(number=number).id,
        a_prospect().workspace_id,
        Person(
            details={DetailKind.LAST_NAME: "Durand", **details},
            emails=tuple(map(EmailAddress, mails)),
        ),
        origin,
        at=MONDAY,
        observed_at=MONDAY - timedelta(days=draw(st.integers(1, 3))),
    )
    return replace(
        made,
        tags=draw(st.lists(st.sampled_from(["a", "b"]), unique=True)),
        stage=draw(st.sampled_from(list(Stage))),
        opted_out_at=draw(st.sampled_from([None, MONDAY])),
    )


def facts(one: Prospect) -> tuple[object, ...]:
    points = [replace(point, id="") for point in one.points]
    return one.details, points, one.tags, one.stage, one.import_ids, one.opted_out_at


@settings(max_examples=150, deadline=None)
@given(records(1), records(2))
def test_a_merge_is_the_same_from_both_sides(one: Prospect, other: Prospect) -> None:
    assert facts(merged(one, other, {}, at=MONDAY)) == facts(merged(other, one, {}, at=MONDAY))


@settings(max_examples=100, deadline=None)
@given(records(1), records(2))
def test_merging_again_changes_nothing(one: Prospect, other: Prospect) -> None:
    once = merged(one, other, {}, at=MONDAY)
    assert facts(merged(once, other, {}, at=MONDAY)) == facts(once)
    assert facts(merged(once, once, {}, at=MONDAY)) == facts(once)


@settings(max_examples=150, deadline=None)
@given(records(1), records(2))
def test_no_value_address_tag_or_right_is_lost(one: Prospect, other: Prospect) -> None:
    made = merged(one, other, {}, at=MONDAY)
    for record in (one, other):
        for kind, detail in record.details.items():
            held = made.details[kind]
            known = {fold(held.value), *(fold(rival.value) for rival in held.rivals)}
            assert fold(detail.value) in known or held.locked
        addresses = {(point.kind, point.value) for point in record.points}
        assert addresses <= {(point.kind, point.value) for point in made.points}
        assert {*record.tags} <= {*made.tags}
        assert not record.opted_out_at or made.opted_out_at
    assert len({point.id for point in made.points}) == len(made.points)


@settings(max_examples=150, deadline=None)
@given(records(1), records(2))
def test_an_undone_merge_gives_both_records_back(one: Prospect, other: Prospect) -> None:
    result = merged(one, other, {}, at=MONDAY)
    merge = a_merge(one, other, result)
    back = merge.part(result, by=UserId("u"), at=MONDAY)
    assert back == replace(other, version=0)
    assert result.details == one.details
    assert {(p.kind, p.value) for p in result.points} == {(p.kind, p.value) for p in one.points}
    assert (sorted(result.tags), result.stage) == (sorted(one.tags), one.stage)


def a_merge(kept: Prospect, absorbed: Prospect, result: Prospect) -> Merge:
    return Merge(
        id=MergeId("m"),
        workspace_id=kept.workspace_id,
        kept=kept,
        absorbed=absorbed,
        result=merged(kept, absorbed, {}, at=MONDAY),
        by=UserId("u"),
        at=MONDAY,
    )


def test_a_contradiction_is_held_until_a_person_chooses() -> None:
    mine = a_prospect()
    theirs = a_prospect(
        a_person("Élise Durand", details={DetailKind.COMPANY: "Autre"}, profiles=()),
        number=2,
        origin=an_origin(source="CRM"),
    )
    assert list(conflicts(mine, theirs)) == [DetailKind.COMPANY]
    held = merged(mine, theirs, {}, at=MONDAY).details[DetailKind.COMPANY]
    assert held.confidence is Confidence.DISPUTED
    assert {held.value, held.rivals[0].value} == {"Café & Cie", "Autre"}
    chosen = merged(mine, theirs, {DetailKind.COMPANY: "Autre"}, at=MONDAY)
    assert chosen.details[DetailKind.COMPANY].value == "Autre"
    assert chosen.details[DetailKind.COMPANY].confidence is Confidence.CONFIRMED


def test_what_changed_since_the_merge_stays_when_it_is_undone() -> None:
    mine = a_prospect()
    theirs = a_prospect(a_person("Élise Durand", profiles=(), emails=(EmailAddress("x@y.fr"),)))
    result = merged(mine, theirs, {}, at=MONDAY)
    merge = a_merge(mine, theirs, result)
    result.correct({DetailKind.COMPANY: "Nouvelle"}, Person(), user_id="u", at=MONDAY)
    merge.part(result, by=UserId("u"), at=MONDAY)
    assert result.detail(DetailKind.COMPANY) == "Nouvelle"
    assert [p.value for p in result.points if p.kind is PointKind.EMAIL] == [
        "elise.durand@cafe.example"
    ]


def test_a_merge_is_undone_once_and_within_thirty_days() -> None:
    mine, theirs = a_prospect(), a_prospect(number=2)
    merge = a_merge(mine, theirs, mine)
    with pytest.raises(MergeNotUndoable):
        merge.part(mine, by=UserId("u"), at=MONDAY + timedelta(days=30))
    merge.part(mine, by=UserId("u"), at=MONDAY)
    with pytest.raises(MergeNotUndoable):
        merge.part(mine, by=UserId("u"), at=MONDAY)
