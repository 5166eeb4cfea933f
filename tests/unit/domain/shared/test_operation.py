from datetime import timedelta

import pytest

from domain.shared.ids import OperationId, UserId, WorkspaceId
from domain.shared.operations import Operation, OperationFinished, OperationState
from tests.conftest import MONDAY


def an_import() -> Operation:
    return Operation(
        id=OperationId("op"),
        workspace_id=WorkspaceId("w"),
        kind="import",
        subject_id="i",
        created_by=UserId("u"),
        created_at=MONDAY,
        total=100,
    )


def test_time_left_follows_the_pace_so_far() -> None:
    operation = an_import()
    assert operation.eta(MONDAY) is None
    operation.begin(at=MONDAY)
    operation.advance(done=25, errors=1, at=MONDAY + timedelta(seconds=10))
    assert operation.eta(MONDAY + timedelta(seconds=10)) == timedelta(seconds=30)


def test_a_second_begin_keeps_the_first_start() -> None:
    operation = an_import()
    operation.begin(at=MONDAY)
    operation.begin(at=MONDAY + timedelta(hours=1))
    assert operation.started_at == MONDAY
    assert operation.beat_at == MONDAY + timedelta(hours=1)


def test_a_finished_operation_stays_finished() -> None:
    operation = an_import()
    operation.begin(at=MONDAY)
    operation.finish(OperationState.DONE, at=MONDAY, created=3)
    for late in (operation.ask_cancel, operation.resume, lambda: operation.begin(at=MONDAY)):
        with pytest.raises(OperationFinished):
            late()
    assert operation.result == {"created": 3}


def test_a_cancelled_operation_resumes_from_where_it_was() -> None:
    operation = an_import()
    operation.begin(at=MONDAY)
    operation.advance(done=40, errors=0, at=MONDAY)
    operation.ask_cancel()
    operation.finish(OperationState.CANCELLED, at=MONDAY)
    operation.resume()
    assert (operation.state, operation.done) == (OperationState.QUEUED, 40)
    assert not operation.cancel_asked
