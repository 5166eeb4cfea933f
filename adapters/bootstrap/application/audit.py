"""Ports → the use cases of `audit`, written out by hand."""

from adapters.bootstrap.ports.shared import SharedPorts
from domain.application import AuditUseCases
from domain.audit.usecases.read_log import ExportLog, ReadLog
from domain.audit.usecases.verify_log import VerifyLog


def build_audit(p: SharedPorts) -> AuditUseCases:
    return AuditUseCases(
        read=ReadLog(log=p.audit), export=ExportLog(log=p.audit), verify=VerifyLog(log=p.audit)
    )
