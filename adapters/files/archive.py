"""Archives of a backup: one file, encrypted while it is written (security.md 3.9, obligation 86).

A line of JSON in clear says what and when; frames follow, each `length (4 bytes) | nonce (12) |
AES-256-GCM of zlib of the content`. The line, the number of the frame and whether it is the last
one are authenticated, so a frame that is changed, moved, dropped or cut off is noticed.
"""

import json
import os
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_LENGTH = 4
_NONCE = 12
_LONGEST_FRAME = 64 * 1024 * 1024
_LONGEST_LINE = 4096


class ArchiveBroken(Exception):
    """Not one of our archives, not whole, or sealed with another key."""


def _place(line: bytes, number: int, *, last: bool) -> bytes:
    return line + f"{number}:{'last' if last else 'more'}".encode()


class ArchiveWriter:
    """Frames go out one behind the last, so that the last is known as such. The file gets its name
    when it is whole; what a crash leaves ends in `.part`.
    """

    def __init__(self, path: Path, head: Mapping[str, str], key: bytes) -> None:
        self._path, self._part = path, path.with_name(f"{path.name}.part")
        self._line = json.dumps(dict(head), sort_keys=True).encode() + b"\n"
        self._cipher = AESGCM(key)
        self._held: bytes | None = None
        self._number = 0
        self._file: BinaryIO

    def __enter__(self) -> Self:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._part.open("wb")
        self._part.chmod(0o600)
        self._file.write(self._line)
        return self

    def add(self, content: bytes) -> None:
        if self._held is not None:
            self._write(self._held, last=False)
        self._held = content

    def _write(self, content: bytes, *, last: bool) -> None:
        nonce = os.urandom(_NONCE)
        place = _place(self._line, self._number, last=last)
        frame = nonce + self._cipher.encrypt(nonce, zlib.compress(content), place)
        self._file.write(len(frame).to_bytes(_LENGTH, "big") + frame)
        self._number += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._write(self._held or b"", last=True)
            self._file.flush()
            os.fsync(self._file.fileno())
        self._file.close()
        if error is None:
            self._part.replace(self._path)
        else:
            self._part.unlink()


def read_head(path: Path) -> Mapping[str, str]:
    """The line in clear; unproven until `read_archive` opened a frame with it."""
    with path.open("rb") as file:
        return _head(file.readline(_LONGEST_LINE))


def _head(line: bytes) -> Mapping[str, str]:
    try:
        head = json.loads(line)
    except ValueError as error:
        raise ArchiveBroken("this is no archive") from error
    if not isinstance(head, dict):
        raise ArchiveBroken("this is no archive")
    return {str(name): str(value) for name, value in head.items()}


def read_archive(path: Path, key: bytes) -> Iterator[bytes]:
    """Every frame, proven. Raise ArchiveBroken, at the latest where the file ends too soon."""
    cipher = AESGCM(key)
    with path.open("rb") as file:
        line = file.readline(_LONGEST_LINE)
        _head(line)
        number, frame = 0, _next(file)
        while frame is not None:
            after = _next(file)
            place = _place(line, number, last=after is None)
            try:
                packed = cipher.decrypt(frame[:_NONCE], frame[_NONCE:], place)
            except InvalidTag as error:
                raise ArchiveBroken(f"frame {number} is not what was written") from error
            yield zlib.decompress(packed)
            number, frame = number + 1, after
    if number == 0:
        raise ArchiveBroken("the archive is empty")


def _next(file: BinaryIO) -> bytes | None:
    size = file.read(_LENGTH)
    if not size:
        return None
    length = int.from_bytes(size, "big")
    if len(size) < _LENGTH or not _NONCE < length <= _LONGEST_FRAME:
        raise ArchiveBroken("the archive is cut off")
    frame = file.read(length)
    if len(frame) < length:
        raise ArchiveBroken("the archive is cut off")
    return frame
