"""What prospects and imports refuse."""

from domain.shared.errors import Conflict, Invalid, NotFound, Throttled, Unavailable


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


class SameProspect(Invalid):
    """A record is not merged with itself."""

    code = "same-prospect"


class ProspectEngaged(Conflict):
    """The record that would go away is in a campaign: keep that one, or end its campaign first."""

    code = "prospect-engaged"


class CompanyNotFound(NotFound):
    code = "company-not-found"


class CompanyAlreadyExists(Conflict):
    """The workspace knows this firm already."""

    code = "company-already-exists"


class MergeNotFound(NotFound):
    code = "merge-not-found"


class MergeNotUndoable(Conflict):
    """A merge can be undone once, within thirty days (SRC-8)."""

    code = "merge-not-undoable"


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


class SheetNotFound(Invalid):
    """The workbook has no sheet of that name."""

    code = "sheet-not-found"


class SensitiveColumn(Invalid):
    """A column of a special category stays out until a person clears it (obligation 52)."""

    code = "sensitive-column"


class SensitiveText(Invalid):
    """Free text that speaks of a special category; the fault names it (obligation 52)."""

    code = "sensitive-text"


class NotSensitive(Invalid):
    """The wall lets this text through: there is nothing to clear."""

    code = "not-sensitive"


class ClearanceNotFound(NotFound):
    code = "clearance-not-found"


class TooManyClearances(Conflict):
    """Five hundred cleared texts per workspace."""

    code = "too-many-clearances"


class ReasonMissing(Invalid):
    code = "reason-missing"


class UndoNotPossible(Conflict):
    """Only a finished import of the last thirty days can be undone, once (SRC-1)."""

    code = "undo-not-possible"


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


# --- lists ---


class FilterInvalid(Invalid):
    """Names every wrong place of the filter."""

    code = "filter-invalid"


class SavedViewNotFound(NotFound):
    """Removed, or private to a colleague."""

    code = "saved-view-not-found"


class TooManySavedViews(Conflict):
    code = "too-many-saved-views"


class BulkChangeNotFound(NotFound):
    code = "bulk-change-not-found"


# --- looking for people (SRC-2, SRC-3) ---


class SearchNotFound(NotFound):
    """Never made, made by somebody else, or forgotten after a week."""

    code = "search-not-found"


class SavedSearchNotFound(NotFound):
    code = "saved-search-not-found"


class TooManySavedSearches(Conflict):
    code = "too-many-saved-searches"


class SearchAccountNotFound(NotFound):
    """Only through a connected LinkedIn account of one's own (SRC-3)."""

    code = "search-account-not-found"


class SearchConsentMissing(Conflict):
    """The owner of the account has not signed the search consent (SND-1)."""

    code = "search-consent-missing"


class SearchSeatMissing(Conflict):
    """The account has no Sales Navigator."""

    code = "search-seat-missing"


class SearchSessionExpired(Conflict):
    """LinkedIn wants its owner to sign in again."""

    code = "search-session-expired"


class SearchPushedBack(Throttled):
    """LinkedIn asked for a pause."""

    code = "search-pushed-back"


class SearchBudgetSpent(Throttled):
    """The account's results of the day are used up."""

    code = "search-budget-spent"


class SearchEmpty(Invalid):
    code = "search-empty"


class SearchFilterNotOffered(Invalid):
    """Sales Navigator knows this filter, LinkedIn's own search does not."""

    code = "search-filter-not-offered"


class SearchAddressNotRead(Invalid):
    """The address is no people search of LinkedIn or Sales Navigator."""

    code = "search-address-not-read"


class SearchValueNotKnown(Invalid):
    """LinkedIn knows no place or sector of that name."""

    code = "search-value-not-known"


class SearchExhausted(Conflict):
    """There is no further page."""

    code = "search-exhausted"


class FinderBusy(Unavailable):
    code = "finder-busy"


class ProposerBusy(Unavailable):
    """No model answers now; the filters can be filled in by hand."""

    code = "proposer-busy"


class CriterionForbidden(Invalid):
    """Nobody is selected by age, origin, health, family, belief or opinion (A6, obligation 52)."""

    code = "criterion-forbidden"


class NobodyToResemble(Conflict):
    """Too few accepted people to draw a likeness from."""

    code = "nobody-to-resemble"
