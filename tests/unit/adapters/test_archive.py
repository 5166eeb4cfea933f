"""What an archive of a backup notices."""

from pathlib import Path

import pytest

from adapters.files.archive import ArchiveBroken, ArchiveWriter, read_archive, read_head

KEY, OTHER = b"k" * 32, b"o" * 32
HEAD = {"kind": "full", "taken_at": "2026-11-24T10:00:00+00:00"}
FRAMES = [b"first" * 100, b"second", b"third"]


def _written(folder: Path) -> Path:
    path = folder / "one.leo"
    with ArchiveWriter(path, HEAD, KEY) as writer:
        for frame in FRAMES:
            writer.add(frame)
    return path


def test_what_went_in_comes_out_and_nothing_is_readable_in_between(tmp_path: Path) -> None:
    path = _written(tmp_path)
    assert list(read_archive(path, KEY)) == FRAMES
    assert read_head(path) == HEAD
    assert b"second" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    path = _written(tmp_path)
    with pytest.raises(ArchiveBroken, match="frame 0"):
        list(read_archive(path, OTHER))


def test_a_changed_byte_anywhere_is_noticed(tmp_path: Path) -> None:
    path = _written(tmp_path)
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(ArchiveBroken):
            list(read_archive(path, KEY))


def test_a_lost_tail_is_noticed_also_between_two_frames(tmp_path: Path) -> None:
    path = _written(tmp_path)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ArchiveBroken):
            list(read_archive(path, KEY))


def test_an_archive_that_failed_half_way_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> None:
        with ArchiveWriter(tmp_path / "one.leo", HEAD, KEY) as writer:
            writer.add(b"content")
            message = "the disk"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="the disk"):
        broken()
    assert list(tmp_path.iterdir()) == []
