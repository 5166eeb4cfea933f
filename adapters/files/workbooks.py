"""Workbooks of Excel 2007 and later, read as values: formulas are never evaluated."""

import io
import zipfile
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from domain.prospects.errors import (
    FileEmpty,
    FileProtected,
    FileTooLarge,
    NotATable,
    SheetNotFound,
    TooManyColumns,
    TooManyRows,
)
from domain.prospects.model.table import MAX_COLUMNS, MAX_ROWS
from domain.prospects.ports import Workbook

# What the archive may unpack to; fifty thousand rows of real people stay far below.
_MAX_UNPACKED = 300 * 1024 * 1024
_MAX_PARTS = 2_000
_MAX_SHEETS = 50
_CHUNK = 1024 * 1024
# Rows that hold nothing are counted as well, up to here.
_MAX_HEIGHT = 4 * MAX_ROWS
# Beyond this a float no longer holds every digit of a whole number.
_EXACT = 10**15


class CalamineWorkbooks:
    """WorkbookReader. The archive is unpacked once and counted before it is read, since the sizes
    it states may lie (security.md 4.1).
    """

    def read(self, content: bytes, sheet: str = "") -> Workbook:
        _refuse_bombs(content)
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(content))
            names = tuple(book.sheet_names[:_MAX_SHEETS])
            if not names:
                raise FileEmpty
            chosen = sheet or names[0]
            if chosen not in names:
                raise SheetNotFound
            page = book.get_sheet_by_name(chosen)
            if (page.end or (0, 0))[1] >= MAX_COLUMNS:
                raise TooManyColumns
            if (page.end or (0, 0))[0] >= _MAX_HEIGHT:
                raise TooManyRows
            rows = [[_text(cell) for cell in row] for row in page.iter_rows()]
        except PasswordError as locked:
            raise FileProtected from locked
        except CalamineError as odd:
            raise NotATable from odd
        if not any(any(row) for row in rows):
            raise FileEmpty
        return Workbook(sheets=names, sheet=chosen, rows=rows)


def _refuse_bombs(content: bytes) -> None:
    """Raise FileTooLarge for an archive that unpacks to too much, NotATable for a broken one."""
    left = _MAX_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > _MAX_PARTS:
                raise FileTooLarge
            for part in parts:
                if part.flag_bits & 1:
                    raise FileProtected
                with archive.open(part) as stream:
                    while chunk := stream.read(_CHUNK):
                        left -= len(chunk)
                        if left < 0:
                            raise FileTooLarge
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError) as broken:
        raise NotATable from broken


def _text(cell: object) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        whole = cell.is_integer() and abs(cell) < _EXACT
        return str(int(cell)) if whole else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell).strip()
