"""Files of rows as people really have them, read in a stream (quirk rules Q1-Q4, Q13).

Nothing here raises on odd content once the layout is known: a line that cannot be read is a
record with a fault, and reading goes on with the next line. Memory does not grow with the file.
"""

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.prospects.errors import (
    FileEmpty,
    FileProtected,
    FileTooLarge,
    HeaderNotFound,
    NotATable,
    SpreadsheetNotRead,
    TooManyColumns,
    TooManyRows,
)
from domain.prospects.model import vcard
from domain.prospects.model.formats import count_known, repaired_header
from domain.prospects.model.text import one_line

MAX_BYTES = 50 * 1024 * 1024
MAX_ROWS = 50_000
MAX_COLUMNS = 200
MAX_CELL = 32 * 1024
_MAX_LINE = 1024 * 1024
_MAX_LINES = 2_000_000
_MAX_JOINED_LINES = 100
_HEADER_WITHIN = 20
_HEAD_BYTES = 512 * 1024
_DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r"sep=([,;\t|])", re.IGNORECASE)
_MAGIC = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BM")
_DOUBLE_ENCODED = re.compile("Ã[\u00a0-\u00bf©¨ª´®‰€‡ˆ¢¼‹™‚„…]|Â[\u00a0-\u00bf]|â€[™œ“”˜\u009d]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How to read one file; `header_at` counts records, from 0."""

    encoding: str
    delimiter: str
    header_at: int
    header: tuple[str, ...]
    repair: bool


@dataclass(frozen=True, slots=True)
class Record:
    """One row with the line it starts on; `fault` says why it has no cells."""

    line: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedTable:
    """`ragged` rows have more cells than the header; `nulls` counts NUL bytes taken out."""

    layout: Layout
    row_count: int
    sample: tuple[tuple[str, ...], ...]
    faulty: int
    ragged: int
    nulls: int
    header_repaired: bool = False


class Container(StrEnum):
    """What the rows come in. Workbooks and cards are rewritten as CSV, line for line."""

    TEXT = "text"
    WORKBOOK = "workbook"
    VCARD = "vcard"


def container_of(content: bytes) -> Container:
    """Raise FileEmpty, FileProtected, SpreadsheetNotRead (a workbook before 2007) or NotATable."""
    _refuse_what_is_no_text(content)
    if content.startswith(b"PK"):
        return Container.WORKBOOK
    head = codecs.getincrementaldecoder(_encoding(content[:_HEAD_BYTES]))(errors="replace")
    is_card = vcard.looks_like_vcard(head.decode(content[:4096]))
    return Container.VCARD if is_card else Container.TEXT


def cards_as_csv(content: bytes) -> bytes:
    """One row per card, on the line where the card begins, or just below the row before it."""
    text = content.decode(_encoding(content), errors="replace")
    lines: list[list[str]] = [list(vcard.HEADER)]
    for card in vcard.read_cards(text):
        lines += [[]] * (card.line - 1 - len(lines))
        lines.append(card.cells)
        if len(lines) > _MAX_LINES:
            raise TooManyRows
    return rows_as_csv(lines)


def rows_as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """UTF-8 with commas; row n stands on line n, whatever its cells hold."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    filled = 0
    for row in rows:
        cells = [" ".join(cell.split()) for cell in row]
        writer.writerow(cells if any(cells) else [])
        filled += any(cells)
        if filled > MAX_ROWS + _HEADER_WITHIN or out.tell() > MAX_BYTES:
            raise TooManyRows
    return out.getvalue().encode("utf-8", "replace")


class _Lines:
    """Text in, physical lines out; None stands for a line beyond a mebibyte."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._too_long = False
        self._return = ""

    def feed(self, text: str, *, final: bool) -> Iterator[str | None]:
        text, self._return = self._return + text, ""
        if text.endswith("\r") and not final:
            text, self._return = text[:-1], "\r"
        *whole, last = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for part in whole:
            self._keep(part)
            yield self._take()
        self._keep(last)
        if final and (self._size or self._too_long):
            yield self._take()

    def _keep(self, part: str) -> None:
        self._size += len(part)
        if self._size > _MAX_LINE:
            self._too_long = True
            self._parts.clear()
        elif part:
            self._parts.append(part)

    def _take(self) -> str | None:
        line = None if self._too_long else "".join(self._parts)
        self._parts.clear()
        self._size, self._too_long = 0, False
        return line


def _ends_open(line: str, delimiter: str, *, inside: bool) -> bool:
    """Whether a quoted cell is still open at the end of the line (RFC 4180 section 2)."""
    at = 0
    while True:
        if inside or line.startswith('"', at):
            at = at if inside else at + 1
            while True:
                quote = line.find('"', at)
                if quote < 0:
                    return True
                at = quote + 1
                if not line.startswith('"', at):
                    break
                at += 1
            inside = False
        at = line.find(delimiter, at)
        if at < 0:
            return False
        at += 1


class TableReader:
    """Bytes in, records out. Blank lines are no records; the header and what precedes it are."""

    def __init__(self, encoding: str, delimiter: str) -> None:
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._delimiter = delimiter
        self._lines = _Lines()
        self._line = 0
        self._open: list[tuple[int, str]] = []
        self._open_size = 0
        self.nulls = 0

    @property
    def lines(self) -> int:
        return self._line

    def feed(self, chunk: bytes, *, final: bool = False) -> Iterator[Record]:
        text = self._decoder.decode(chunk, final)
        if "\x00" in text:
            self.nulls += text.count("\x00")
            text = text.replace("\x00", "")
        for line in self._lines.feed(text, final=final):
            self._line += 1
            yield from self._add(self._line, line)
        while final and self._open:
            yield from self._give_up()

    def _add(self, number: int, line: str | None) -> Iterator[Record]:
        waiting: deque[tuple[int, str | None]] = deque([(number, line)])
        while waiting:
            number, line = waiting.popleft()
            if line is None:
                while self._open:
                    yield from self._give_up()
                yield Record(number, (), "line-too-long")
            elif self._open:
                self._open.append((number, line))
                self._open_size += len(line)
                if not _ends_open(line, self._delimiter, inside=True):
                    yield self._close()
                elif self._open_size > _MAX_LINE or len(self._open) > _MAX_JOINED_LINES:
                    yield self._unclosed(waiting)
            elif '"' in line and _ends_open(line, self._delimiter, inside=False):
                self._open, self._open_size = [(number, line)], len(line)
            elif line.strip():
                yield self._parse(number, line)

    def _close(self) -> Record:
        number, text = self._open[0][0], "\n".join(line for _, line in self._open)
        self._open = []
        return self._parse(number, text)

    def _unclosed(self, waiting: "deque[tuple[int, str | None]]") -> Record:
        """Only the line with the lone quote is lost; those after it are read again."""
        (number, _), *rest = self._open
        waiting.extendleft(reversed(rest))
        self._open = []
        return Record(number, (), "quote-not-closed")

    def _give_up(self) -> Iterator[Record]:
        again: deque[tuple[int, str | None]] = deque()
        yield self._unclosed(again)
        for number, line in again:
            yield from self._add(number, line)

    def _parse(self, number: int, text: str) -> Record:
        try:
            cells = next(csv.reader([text], delimiter=self._delimiter), [])
        except csv.Error:  # a cell beyond csv.field_size_limit (security.md 4.1)
            return Record(number, (), "cell-too-long")
        if len(cells) > MAX_COLUMNS:
            return Record(number, (), "too-many-cells")
        if any(len(cell) > MAX_CELL for cell in cells):
            return Record(number, (), "cell-too-long")
        return Record(number, tuple(cells))


def rows_of(layout: Layout, reader: TableReader, chunk: bytes, *, final: bool) -> Iterator[Record]:
    """Records below the header. The line of the header tells them apart from what precedes it."""
    for record in reader.feed(chunk, final=final):
        if record.line > layout.header_at:
            yield record


def cells_of(layout: Layout, record: Record) -> tuple[str, ...]:
    """The cells, as many as the header has; double encoding undone where the file has it."""
    width = len(layout.header)
    cells = (record.cells + ("",) * width)[:width]
    return tuple(_repaired(cell) for cell in cells) if layout.repair else cells


def _repaired(cell: str) -> str:
    if not _DOUBLE_ENCODED.search(cell):
        return cell
    try:
        return cell.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return cell


def check_table(content: bytes, delimiter: str = "") -> CheckedTable:
    """Find out how to read a text, and whether it is one we take. `delimiter`: known already."""
    _refuse_what_is_no_text(content)
    if content.startswith(b"PK"):
        raise NotATable
    layout, header_repaired = _layout(content, delimiter)
    reader = TableReader(layout.encoding, layout.delimiter)
    rows = faulty = ragged = 0
    sample: list[tuple[str, ...]] = []
    for chunk, final in _slices(content):
        for record in rows_of(layout, reader, chunk, final=final):
            if record.fault:
                faulty += 1
            elif any(cell.strip() for cell in record.cells[len(layout.header) :]):
                ragged += 1
            rows += 1
            if len(sample) < 20 and not record.fault and any(map(str.strip, record.cells)):
                sample.append(tuple(one_line(cell, 200) for cell in cells_of(layout, record)))
        if rows > MAX_ROWS or reader.lines > _MAX_LINES:
            raise TooManyRows
    return CheckedTable(
        layout=layout,
        row_count=rows,
        sample=tuple(sample),
        faulty=faulty,
        ragged=ragged,
        nulls=reader.nulls,
        header_repaired=header_repaired,
    )


def _slices(content: bytes, size: int = 256 * 1024) -> Iterator[tuple[bytes, bool]]:
    for start in range(0, max(len(content), 1), size):
        yield content[start : start + size], start + size >= len(content)


def _refuse_what_is_no_text(content: bytes) -> None:
    if len(content) > MAX_BYTES:
        raise FileTooLarge
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise FileEmpty
    if content.startswith(b"PK") and b"xl/workbook" in content:
        return
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # OLE: old Excel, or a workbook with a password
        protected = "EncryptedPackage".encode("utf-16-le") in content
        raise FileProtected if protected else SpreadsheetNotRead
    if content.startswith(_MAGIC):
        raise NotATable
    if not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = content[:_HEAD_BYTES]
        controls = sum(head.count(bytes([code])) for code in (*range(9), *range(14, 32), 127))
        if controls * 50 > len(head):
            raise NotATable


def _encoding(content: bytes) -> str:
    """BOM → strict UTF-8 → Windows-1252 (Q1)."""
    if content.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk, final in _slices(content):
            decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _layout(content: bytes, known_delimiter: str) -> tuple[Layout, bool]:
    """How to read the file, and whether its header had to be repaired."""
    encoding = _encoding(content)
    head = codecs.getincrementaldecoder(encoding)(errors="replace").decode(content[:_HEAD_BYTES])
    start = head.lstrip("\ufeff").lstrip().splitlines()[:1]
    stated = _SEP_LINE.fullmatch(start[0].strip('" ')) if start else None
    best: tuple[int, int, int] | None = None
    chosen: tuple[str, Record] | None = None
    if known_delimiter:
        delimiters: Sequence[str] = known_delimiter
    else:
        delimiters = [stated.group(1)] if stated else _DELIMITERS
    for delimiter in delimiters:
        for position, record in enumerate(_first_records(content, encoding, delimiter)):
            filled = sum(1 for cell in record.cells if cell.strip())
            known = count_known(record.cells)
            if filled < 2 and not known:
                continue
            width = filled if known or position == 0 else 0
            rank = (known, width, -position)
            if best is None or rank > best:
                best, chosen = rank, (delimiter, record)
    if chosen is None:
        raise HeaderNotFound
    delimiter, record = chosen
    if len(record.cells) > MAX_COLUMNS:
        raise TooManyColumns
    cells, repaired = repaired_header(record.cells)
    return Layout(
        encoding=encoding,
        delimiter=delimiter,
        header_at=record.line + sum(cell.count("\n") for cell in record.cells),
        header=_named(cells),
        repair=bool(_DOUBLE_ENCODED.search(head)),
    ), repaired


def _first_records(content: bytes, encoding: str, delimiter: str) -> Sequence[Record]:
    reader = TableReader(encoding, delimiter)
    found: list[Record] = []
    whole = len(content) <= _HEAD_BYTES
    for record in reader.feed(content[:_HEAD_BYTES], final=whole):
        if record.fault == "too-many-cells":
            raise TooManyColumns
        found.append(record)
        if len(found) == _HEADER_WITHIN:
            break
    return found


def _named(cells: Iterable[str]) -> tuple[str, ...]:
    """Blank headers get a number, repeated ones a suffix (Q3)."""
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(cells, 1):
        name = one_line(cell, 100) or f"colonne {number}"
        unique, again = name, 2
        while unique in taken:
            unique, again = f"{name} ({again})", again + 1
        taken.add(unique)
        names.append(unique)
    return tuple(names)
