"""See RowIntake."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from typing import ClassVar

from domain.prospects.model.batch import Counts, Declaration, FieldDiff, ImportBatch, RowDiff
from domain.prospects.model.company import COMPANY_KINDS, Company, CompanyBook, Firm
from domain.prospects.model.contact_points import ContactPoint, PointKind
from domain.prospects.model.person import Person
from domain.prospects.model.person_row import PersonRow, RowNote, read_row
from domain.prospects.model.prospect import Change, Detail, Origin, OriginKind, Prospect
from domain.prospects.model.table import Record, TableReader, cells_of, rows_of
from domain.prospects.ports import Companies, Identity, PhoneReader, ProspectRepository
from domain.prospects.usecases.admission import Admission, identities_of
from domain.shared.blobs import BlobStore
from domain.shared.ids import CompanyId, NewId, ProspectId
from domain.shared.purpose import Purpose


@dataclass(frozen=True, slots=True)
class Row:
    """`uncalled` are phones whose owner does not want calls: never stored, only suppressed."""

    record: Record
    read: PersonRow
    person: Person
    notes: tuple[RowNote, ...]
    uncalled: tuple[str, ...]


@dataclass(slots=True)
class Outcome:
    """What some rows come to; nothing is written yet."""

    counts: Counts = field(default_factory=Counts)
    new: list[Prospect] = field(default_factory=list)
    changed: dict[ProspectId, Prospect] = field(default_factory=dict)
    changes: dict[ProspectId, list[Change]] = field(default_factory=dict)
    notes: list[tuple[Record, int, RowNote]] = field(default_factory=list)
    opposed: list[tuple[Person, ProspectId | None]] = field(default_factory=list)
    uncalled: list[str] = field(default_factory=list)
    firms: dict[CompanyId, Company] = field(default_factory=dict)
    firm_changes: dict[CompanyId, list[Change]] = field(default_factory=dict)
    new_firms: set[CompanyId] = field(default_factory=set)
    not_professional: int = 0
    diffs: list[RowDiff] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowIntake:
    """Rows of a file → whom they would create, change or leave alone.

    Identity is the e-mail, then the profile; a name never is (Q9). A row about a firm and nobody
    in it is that firm's (product.md 5.1, accounts). The same rows give the same
    outcome whether they are tried or stored.
    """

    purpose: ClassVar[Purpose] = Purpose.PROSPECT_SELECTION
    prospects: ProspectRepository
    companies: Companies
    admission: Admission
    phones: PhoneReader
    blobs: BlobStore
    new_id: NewId

    async def records(self, batch: ImportBatch) -> AsyncIterator[Record]:
        """Raise BlobNotFound."""
        reader = TableReader(batch.layout.encoding, batch.layout.delimiter)
        async for chunk in self.blobs.read(batch.workspace_id, batch.blob_id):
            for record in rows_of(batch.layout, reader, chunk, final=False):
                yield record
        for record in rows_of(batch.layout, reader, b"", final=True):
            yield record

    def read(self, batch: ImportBatch, record: Record) -> Row:
        read = read_row(
            cells_of(batch.layout, record),
            batch.layout.header,
            batch.mapping,
            batch.cleared_columns,
        )
        notes = list(read.notes)
        phones: list[str] = []
        for column, text in read.phones:
            number = self.phones.read(text)
            if number is None:
                notes.append(RowNote(column, text, "not-a-phone-number"))
            else:
                phones.append(number)
        numbers = tuple(dict.fromkeys(phones))
        person = Person(
            details=read.details,
            emails=read.emails,
            profiles=read.profiles,
            phones=() if read.no_calls else numbers,
        )
        return Row(record, read, person, tuple(notes), numbers if read.no_calls else ())

    async def decide(
        self,
        batch: ImportBatch,
        rows: Sequence[Row],
        declared: Declaration,
        now: datetime,
        *,
        held: dict[str, Prospect] | None = None,
        book: CompanyBook | None = None,
    ) -> Outcome:
        """`held` are people by identity that rows before these would create or change, when those
        are not stored, and `book` firms; they are kept up to date.
        """
        workspace_id, outcome = batch.workspace_id, Outcome()
        drafts = [self._draft(batch, row, declared, now) for row in rows]
        holders: dict[str, Prospect] = {} if held is None else held
        keys = {key for draft in drafts if draft for key in draft.identities} - holders.keys()
        for prospect in await self.prospects.known(workspace_id, keys):
            holders.update(dict.fromkeys(prospect.identities, prospect))
        refused = await self.admission.refused(workspace_id, [row.person for row in rows])
        firms = {
            index: _firm(batch, row, declared, now)
            for index, row in enumerate(rows)
            if row.read.is_firm and not row.read.left_out and not row.record.fault
        }
        book = CompanyBook() if book is None else book
        keys = {key for firm in firms.values() for key in firm.keys}
        book.meet(await self.companies.known(workspace_id, keys))
        for index, (row, draft) in enumerate(zip(rows, drafts, strict=True)):
            outcome.uncalled += row.uncalled
            if index in firms and firms[index].is_named:
                self._sort_firm(outcome, row, firms[index], batch, book=book, now=now)
                continue
            self._sort(outcome, row, draft, holders=holders, refused=refused, now=now)
        return outcome

    def _sort(
        self,
        outcome: Outcome,
        row: Row,
        draft: Prospect | None,
        *,
        holders: dict[str, Prospect],
        refused: frozenset[Identity],
        now: datetime,
    ) -> None:
        for number, note in enumerate(row.notes):
            outcome.notes.append((row.record, number, note))
        if draft is None:
            reason = row.record.fault or row.read.left_out
            if (row.read.is_blank and not row.record.fault) or row.read.left_out:
                _count(outcome, row, "skipped", code=reason)
            else:
                _count(outcome, row, "failed", code=reason or "nobody-named")
            return
        found = {holders[key].id: holders[key] for key in draft.identities if key in holders}
        if row.read.opted_out or refused.intersection(identities_of(row.person)):
            if row.read.opted_out:
                outcome.opposed.append((row.person, next(iter(found), None)))
            _count(outcome, row, "opposed", draft)
        elif len(found) > 1:
            names = " / ".join(one.full_name for one in found.values())
            outcome.notes.append(
                (row.record, len(row.notes), RowNote("", names, "two-known-people"))
            )
            _count(outcome, row, "failed", draft)
        elif found:
            known = next(iter(found.values()))
            self._merge(outcome, row, known, draft, now)
            holders.update(dict.fromkeys(known.identities, known))
        else:
            outcome.new.append(draft)
            holders.update(dict.fromkeys(draft.identities, draft))
            outcome.not_professional += _only_webmail(draft.points)
            _count(outcome, row, "created", draft)

    def _sort_firm(
        self,
        outcome: Outcome,
        row: Row,
        firm: Firm,
        batch: ImportBatch,
        *,
        book: CompanyBook,
        now: datetime,
    ) -> None:
        for number, note in enumerate(row.notes):
            outcome.notes.append((row.record, number, note))
        company = book.find(firm)
        if company is None:
            company = Company(
                id=CompanyId(self.new_id()), workspace_id=batch.workspace_id, added_at=now
            )
            outcome.new_firms.add(company.id)
        before = company.stands_alone, list(company.import_ids)
        changes = company.absorb(firm, batch.id)
        book.keep(company)
        if changes or before != (company.stands_alone, company.import_ids):
            outcome.firms[company.id] = company
            outcome.firm_changes.setdefault(company.id, []).extend(changes)
        _count(outcome, row, "companies" if changes else "skipped", name=company.name)

    @staticmethod
    def _merge(outcome: Outcome, row: Row, known: Prospect, draft: Prospect, now: datetime) -> None:
        if known.opted_out_at is not None:
            _count(outcome, row, "opposed", known)
            return
        if known.restricted_at is not None:
            _count(outcome, row, "skipped", known, code="person-restricted")
            return
        observed_at = datetime.combine(draft.origin.collected_on, time(), UTC)
        changes = known.absorb(row.person, draft.origin, at=now, observed_at=observed_at)
        noted = known.note_import(draft.import_ids[0])
        is_new = any(known is one for one in outcome.new)
        if (changes or noted) and not is_new:
            outcome.changed[known.id] = known
            outcome.changes.setdefault(known.id, []).extend(changes)
        _count(outcome, row, "updated" if changes else "skipped", known, changes)

    def _draft(
        self, batch: ImportBatch, row: Row, declared: Declaration, now: datetime
    ) -> Prospect | None:
        """The prospect this row would be; None when it names nobody or stays out."""
        if not row.read.names_somebody or row.read.left_out:
            return None
        return Prospect.discover(
            ProspectId(self.new_id()),
            batch.workspace_id,
            row.person,
            Origin(
                kind=OriginKind.IMPORTED,
                source=declared.source,
                legal_basis=declared.legal_basis,
                collected_on=declared.collected_on,
                import_id=batch.id,
            ),
            at=now,
            observed_at=datetime.combine(declared.collected_on, time(), UTC),
        )


def _firm(batch: ImportBatch, row: Row, declared: Declaration, now: datetime) -> Firm:
    """What a row about a firm says."""
    observed_at = datetime.combine(declared.collected_on, time(), UTC)
    return Firm(
        details={
            kind: Detail(
                value=value,
                source=declared.source,
                observed_at=observed_at,
                locked=False,
                obtained_at=now,
                import_id=batch.id,
            )
            for kind, value in row.read.details.items()
            if kind in COMPANY_KINDS
        }
    )


def _count(
    outcome: Outcome,
    row: Row,
    kind: str,
    prospect: Prospect | None = None,
    changes: Sequence[Change] = (),
    *,
    code: str = "",
    name: str = "",
) -> None:
    outcome.counts = replace(outcome.counts, **{kind: getattr(outcome.counts, kind) + 1})
    if code:
        outcome.notes.append((row.record, len(row.notes), RowNote("", "", code)))
    outcome.diffs.append(
        RowDiff(
            line=row.record.line,
            outcome=kind,
            name=prospect.full_name if prospect else name,
            prospect_id=prospect.id if prospect and kind == "updated" else None,
            changes=tuple(map(FieldDiff.of, changes)),
            code=code,
        )
    )


def _only_webmail(points: list[ContactPoint]) -> int:
    emails = [point for point in points if point.kind is PointKind.EMAIL]
    return int(bool(emails) and not any(point.professional for point in emails))
