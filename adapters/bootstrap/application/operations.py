"""Ports → the use cases of `operations`, written out by hand."""

from adapters.bootstrap.ports.shared import SharedPorts
from domain.application import OperationUseCases
from domain.shared.usecases.cancel_operation import CancelOperation
from domain.shared.usecases.resume_operation import ResumeOperation


def build_operations(p: SharedPorts) -> OperationUseCases:
    return OperationUseCases(
        cancel=CancelOperation(operations=p.operations, transaction=p.transaction, wall=p.wall),
        resume=ResumeOperation(
            operations=p.operations, outbox=p.outbox, transaction=p.transaction, clock=p.clock
        ),
    )
