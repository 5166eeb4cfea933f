"""What messaging refuses."""

from domain.shared.errors import Conflict, DomainError, Invalid, NotFound, Unavailable


class DraftNotFound(NotFound):
    code = "draft-not-found"


class DraftAlreadyExists(Conflict):
    """One draft per enrolment and step."""

    code = "draft-already-exists"


class DraftAlreadyDecided(Conflict):
    """Someone approved, skipped or dismissed it first (COP-6)."""

    code = "draft-already-decided"


class DraftTooOld(Conflict):
    """Seven days passed, or the prospect made the draft pointless."""

    code = "draft-expired"


class DraftBlocked(Conflict):
    """The message gate refused the current version; the faults name the reasons."""

    code = "draft-blocked"


class DraftOutdated(Conflict):
    """A cited fact, the offer or the step changed since the draft was written (COP-4)."""

    code = "draft-outdated"


class DraftBeingWritten(Conflict):
    code = "draft-being-written"


class BatchTooLarge(Invalid):
    """Twenty at a time (COP-5)."""

    code = "batch-too-large"


class NotLowRisk(Conflict):
    """Only low-risk drafts are approved together (COP-5)."""

    code = "not-low-risk"


class ApprovalMismatch(Conflict):
    """The hash that came is not that of the version as it would leave (obligation 70)."""

    code = "approval-mismatch"


class DraftNotApproved(Conflict):
    code = "draft-not-approved"


class PersonMayNotBeContacted(Conflict):
    """Opted out, restricted or suppressed since the draft was written."""

    code = "person-may-not-be-contacted"


class TooManyRewrites(Conflict):
    """Ten per draft, then a person writes (GEN-4)."""

    code = "too-many-rewrites"


class InstructionTooLong(Invalid):
    code = "instruction-too-long"


class EmptyMessage(Invalid):
    code = "empty-message"


class StepNotWritable(NotFound):
    """The step is gone, or the enrolment no longer runs."""

    code = "step-not-writable"


class WriterBusy(Unavailable):
    """No vendor answers. Drafts wait; a template never takes their place (GEN-5)."""

    code = "writer-unavailable"


class SecondReaderBusy(Unavailable):
    """No second model answers now: nothing leaves without a person (AUT-5)."""

    code = "second-reader-busy"


class ModelBudgetSpent(Unavailable):
    """The workspace's budget for language models is used up for the day: drafting pauses."""

    code = "model-budget-spent"


class NoModelAllowed(Unavailable):
    """The workspace keeps its texts in the EU and no model that runs there is open."""

    code = "no-model-allowed"


class ModelRulesOutOfBounds(Invalid):
    code = "model-rules-out-of-bounds"


class NothingUsableWritten(DomainError):
    """Every vendor answered, none with a usable text: refused, filtered, cut or malformed."""

    code = "nothing-usable-written"
