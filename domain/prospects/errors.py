"""What prospects and imports refuse."""

from domain.shared.errors import Conflict, Invalid, NotFound


class ProspectNotFound(NotFound):
    code = "prospect-not-found"


class ProspectAlreadyExists(Conflict):
    """The workspace knows this address or profile already."""

    code = "prospect-already-exists"


class TwoKnownPeople(Conflict):
    """The address and the profile belong to two people the workspace knows."""

    code = "two-known-people"


class ProspectOptedOut(Conflict):
    """The person asked to be left alone; final (obligation 60)."""

    code = "prospect-opted-out"


class ProspectRestricted(Conflict):
    """The person's data may be kept and shown, not used (Art. 18)."""

    code = "prospect-restricted"


class SourceMissing(Invalid):
    """Nobody enters without a declared source (obligation 8)."""

    code = "source-missing"


class NothingToIdentify(Invalid):
    """A person needs a name, an address or a profile."""

    code = "nothing-to-identify"


class StageWentBackwards(Conflict):
    code = "stage-went-backwards"


class StageNotKnown(Invalid):
    code = "stage-not-known"


class NotALinkedinProfile(Invalid):
    code = "not-a-linkedin-profile"


class NotAPhoneNumber(Invalid):
    code = "not-a-phone-number"


class TooManyTags(Invalid):
    code = "too-many-tags"


class CursorNotKnown(Invalid):
    code = "cursor-not-known"


class ImportNotFound(NotFound):
    code = "import-not-found"


class ImportAlreadyStarted(Conflict):
    code = "import-already-started"


class FileEmpty(Invalid):
    code = "file-empty"


class FileTooLarge(Invalid):
    code = "file-too-large"


class NotATable(Invalid):
    code = "not-a-table"


class SpreadsheetNotRead(Invalid):
    """A workbook: it must be saved as CSV first."""

    code = "spreadsheet-not-read"


class FileProtected(Invalid):
    code = "file-protected"


class HeaderNotFound(Invalid):
    code = "header-not-found"


class TooManyColumns(Invalid):
    code = "too-many-columns"


class TooManyRows(Invalid):
    code = "too-many-rows"


class NoUsableColumn(Invalid):
    """No column says who somebody is."""

    code = "no-usable-column"


class UnknownColumn(Invalid):
    """The mapping names a column that the file does not have."""

    code = "unknown-column"


class AudienceNotDeclared(Invalid):
    """The importer must say that the people were collected in their professional role (O-17)."""

    code = "audience-not-declared"
