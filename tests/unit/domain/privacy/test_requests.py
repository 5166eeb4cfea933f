"""A request about data: identity, decision, deadline."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.privacy.errors import (
    ExtensionTooLate,
    IdentityNotConfirmed,
    ReasonNeeded,
    RequestSettled,
)
from domain.privacy.events import RightsRequestDue
from domain.privacy.model.incidents import Findings, Incident, Nature, Severity
from domain.privacy.model.requests import (
    IdentityCheck,
    RefusalReason,
    RequestState,
    RightsChannel,
    RightsKind,
    RightsRequest,
)
from domain.shared.ids import ProspectId, WorkspaceId

ASKED = datetime(2026, 3, 2, 9, tzinfo=UTC)


def a_request(identity: IdentityCheck = IdentityCheck.SIGNED_LINK) -> RightsRequest:
    return RightsRequest.receive(
        "r-1",
        WorkspaceId("w-1"),
        kind=RightsKind.ERASURE,
        channel=RightsChannel.PORTAL,
        prospect_id=ProspectId("p-1"),
        requester="ada@atelier.example",
        message="",
        language="fr",
        identity=identity,
        received_at=ASKED,
        at=ASKED,
        by="person",
    )


@pytest.mark.obligation(129)
def test_nothing_of_substance_before_identity_and_decision() -> None:
    request = a_request(IdentityCheck.NONE)
    with pytest.raises(IdentityNotConfirmed):
        request.grant(by="u-1", at=ASKED)
    with pytest.raises(IdentityNotConfirmed):
        request.answer(by="u-1", at=ASKED)
    request.confirm_identity(IdentityCheck.KNOWN_ADDRESS, by="u-1", at=ASKED)
    with pytest.raises(IdentityNotConfirmed):
        request.answer(by="u-1", at=ASKED)
    request.grant(by="u-1", at=ASKED)
    request.answer(by="u-1", at=ASKED)
    assert request.state is RequestState.ANSWERED
    assert [step.what for step in request.steps] == [
        *("received", "identity_confirmed", "granted", "answered")
    ]


def test_an_answered_request_is_settled_for_good() -> None:
    request = a_request()
    request.refuse(RefusalReason.EXCESSIVE, "", by="u-1", at=ASKED)
    with pytest.raises(RequestSettled):
        request.grant(by="u-1", at=ASKED)
    with pytest.raises(RequestSettled):
        request.refuse(RefusalReason.EXCESSIVE, "", by="u-1", at=ASKED)


@pytest.mark.obligation(130)
def test_two_more_months_once_inside_the_first_with_a_reason() -> None:
    request = a_request()
    with pytest.raises(ReasonNeeded):
        request.extend(" ", by="u-1", at=ASKED)
    request.extend("Beaucoup de demandes", by="u-1", at=ASKED + timedelta(days=20))
    assert request.due_at == datetime(2026, 6, 2, 9, tzinfo=UTC)
    with pytest.raises(ExtensionTooLate):
        request.extend("Encore", by="u-1", at=ASKED + timedelta(days=21))
    with pytest.raises(ExtensionTooLate):
        a_request().extend("Trop tard", by="u-1", at=ASKED + timedelta(days=32))


@pytest.mark.obligation(130)
def test_ten_days_three_days_and_the_last_day_ring_once_each() -> None:
    request = a_request()
    request.take_events()
    rung: list[int] = []
    for day in range(40):
        request.warn(at=ASKED + timedelta(days=day))
        rung += [e.days_left for e in request.take_events() if isinstance(e, RightsRequestDue)]
    assert rung == [10, 3, 0]
    assert request.warns_at is None


def an_incident() -> Incident:
    return Incident(
        id="i-1",
        workspace_id=WorkspaceId("w-1"),
        detected_at=ASKED,
        aware_at=ASKED,
        declared_by="u-1",
        findings=Findings(
            nature=Nature.CONFIDENTIALITY,
            severity=Severity.RISK,
            description="Export envoyé à un tiers.",
            data_categories=("identité",),
            people_count=3,
            record_count=3,
            consequences="Sollicitations.",
            measures="Lien retiré.",
            contact="dpo@leo.example",
        ),
    )


@pytest.mark.obligation(138)
def test_an_incident_nobody_was_told_of_rings_until_48_hours() -> None:
    incident = an_incident()
    rung: list[tuple[int, bool]] = []
    for minutes in range(0, 60 * 60, 10):
        incident.alarm(now=ASKED + timedelta(minutes=minutes))
        rung += [(e.hours, e.is_breached) for e in incident.take_events()]  # type: ignore[attr-defined]
    assert rung == [
        *((4, False), (12, False), (24, False), (40, False), (47, False)),
        (48, True),
    ]


@pytest.mark.obligation(138)
def test_a_told_incident_rings_no_more() -> None:
    incident = an_incident()
    told_at = ASKED + timedelta(hours=20)
    incident.notify(incident.findings, by="u-1", at=told_at, is_final=False)
    assert not incident.alarm(now=ASKED + timedelta(hours=60))
    assert not incident.is_late(ASKED + timedelta(hours=60))
    assert incident.authority_by == told_at + timedelta(hours=72)
