"""What can go wrong with privacy."""

from domain.shared.errors import Conflict, Gone, Invalid, NotFound


class DocumentNotFound(NotFound):
    code = "document-not-found"


class RightsRequestNotFound(NotFound):
    code = "rights-request-not-found"


class RequestSettled(Conflict):
    """Answered or refused already."""

    code = "rights-request-settled"


class IdentityNotConfirmed(Conflict):
    """No answer of substance before the identity is settled and the workspace has decided."""

    code = "identity-not-confirmed"


class ExtensionTooLate(Conflict):
    """Once, and inside the first month (Art. 12(3))."""

    code = "extension-too-late"


class ReasonNeeded(Invalid):
    code = "reason-needed"


class PersonNeeded(Conflict):
    """The request names nobody whom the workspace holds."""

    code = "person-needed"


class ReceiptNotFound(NotFound):
    code = "receipt-not-found"


class IncidentNotFound(NotFound):
    code = "incident-not-found"


class IncidentNoticeIncomplete(Invalid):
    """A notice says nature, categories, numbers, consequences and measures (Art. 33(3))."""

    code = "incident-notice-incomplete"


class PersonNotHeld(NotFound):
    """The workspace holds nobody of this id."""

    code = "person-not-held"


class MailboxNeeded(Invalid):
    """A notice of its own leaves from a connected mailbox of the workspace."""

    code = "mailbox-needed"


class ChangeNotFound(NotFound):
    code = "change-not-found"


class ObjectionTooLate(Conflict):
    """The change is in force: its window to object is over (obligation 107)."""

    code = "objection-too-late"


class AuditRequestNotFound(NotFound):
    code = "audit-request-not-found"


class HoldNotPossible(Invalid):
    """A hold names its reason and an end, and a technical one ends before the ceiling."""

    code = "hold-not-possible"


class PortalNotKnown(NotFound):
    """A link that is not ours, or not any more; it gives no hint why."""

    code = "portal-not-known"


class ExportNotFound(NotFound):
    code = "export-not-found"


class ExportNotReady(Conflict):
    """The file is still being written."""

    code = "export-not-ready"


class ExportGone(Gone):
    """The file was kept for two days; its receipt stays."""

    code = "export-gone"


class ExportNotPossible(Invalid):
    """The scope does not come in this format, or nobody took the responsibility on (O-133)."""

    code = "export-not-possible"


class WorkspacePurged(Gone):
    """Nothing can be given back after the final deletion (obligation 148)."""

    code = "workspace-purged"


class ClosureNotKnown(NotFound):
    code = "closure-not-known"
