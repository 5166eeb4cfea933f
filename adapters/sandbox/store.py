"""The memory of the sandbox: one SQLite file that survives a kill.

Everything runs in one event loop thread, so a block without `await` is alone; `atomic` makes it
also all-or-nothing on disk.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Value = Any  # whatever JSON can hold

_SCHEMA = """
CREATE TABLE IF NOT EXISTS rows (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, id TEXT NOT NULL,
  scope TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (kind, id));
CREATE INDEX IF NOT EXISTS rows_by_scope ON rows (kind, scope, seq);
CREATE TABLE IF NOT EXISTS links (
  kind TEXT NOT NULL, key TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, key));
CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS happenings (
  id INTEGER PRIMARY KEY AUTOINCREMENT, at REAL NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL,
  started INTEGER NOT NULL DEFAULT 0);
CREATE INDEX IF NOT EXISTS happenings_by_time ON happenings (started, at, id);
"""


class Store:
    """Rows of JSON by kind and id, second keys (`link`), counters, and what is yet to happen."""

    def __init__(self, folder: Path | None) -> None:
        if folder is None:
            path = ":memory:"
        else:
            folder.mkdir(parents=True, exist_ok=True)
            path = str(folder / "world.sqlite3")
        self._db = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        # WAL: what was committed is still there after kill -9 of the process.
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.executescript(_SCHEMA)
        self._db.execute("UPDATE happenings SET started = 0")  # a crash left them half done
        self._depth = 0

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        if self._depth:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        else:
            self._db.execute("COMMIT")
        finally:
            self._depth -= 1

    # Rows
    def put(self, kind: str, row_id: str, body: Json, *, scope: str = "") -> None:
        self._db.execute(
            "INSERT INTO rows (kind, id, scope, body) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (kind, id) DO UPDATE SET scope = excluded.scope, body = excluded.body",
            (kind, row_id, scope, json.dumps(body, ensure_ascii=False)),
        )

    def get(self, kind: str, row_id: str) -> Json | None:
        found = self._db.execute(
            "SELECT body FROM rows WHERE kind = ? AND id = ?", (kind, row_id)
        ).fetchone()
        return None if found is None else dict(json.loads(found[0]))

    def delete(self, kind: str, row_id: str) -> None:
        self._db.execute("DELETE FROM rows WHERE kind = ? AND id = ?", (kind, row_id))

    def newest(self, kind: str, scope: str | None = None) -> Iterator[Json]:
        """Newest first. The caller may write while it reads: pages of rows are read ahead."""
        last = 2**62
        while True:
            where = "" if scope is None else " AND scope = ?"
            page = self._db.execute(
                f"SELECT seq, body FROM rows WHERE kind = ?{where} AND seq < ? "  # noqa: S608
                "ORDER BY seq DESC LIMIT 200",
                (kind, last) if scope is None else (kind, scope, last),
            ).fetchall()
            for _, body in page:
                yield json.loads(body)
            if len(page) < 200:
                return
            last = page[-1][0]

    def items(self, kind: str) -> list[tuple[str, Json]]:
        found = self._db.execute("SELECT id, body FROM rows WHERE kind = ? ORDER BY seq", (kind,))
        return [(str(row[0]), json.loads(row[1])) for row in found.fetchall()]

    def oldest(self, kind: str, scope: str | None = None) -> list[Json]:
        return list(self.newest(kind, scope))[::-1]

    def count(self, kind: str, scope: str | None = None) -> int:
        where = "" if scope is None else " AND scope = ?"
        query = f"SELECT count(*) FROM rows WHERE kind = ?{where}"  # noqa: S608 - constant text
        found = self._db.execute(query, (kind,) if scope is None else (kind, scope)).fetchone()
        return int(found[0])

    def keep_newest(self, kind: str, limit: int) -> None:
        """Forget the rows of a journal beyond `limit`."""
        self._db.execute(
            "DELETE FROM rows WHERE kind = ? AND seq <= (SELECT seq FROM rows WHERE kind = ? "
            "ORDER BY seq DESC LIMIT 1 OFFSET ?)",
            (kind, kind, limit),
        )

    # Second keys
    def link(self, kind: str, key: str, row_id: str) -> None:
        self._db.execute(
            "INSERT INTO links (kind, key, id) VALUES (?, ?, ?) "
            "ON CONFLICT (kind, key) DO UPDATE SET id = excluded.id",
            (kind, key, row_id),
        )

    def follow(self, kind: str, key: str) -> str | None:
        found = self._db.execute(
            "SELECT id FROM links WHERE kind = ? AND key = ?", (kind, key)
        ).fetchone()
        return None if found is None else str(found[0])

    def number(self, name: str) -> int:
        """1, 2, 3… and never again the same, also after a restart."""
        found = self._db.execute(
            "INSERT INTO counters (name, value) VALUES (?, 1) "
            "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
            (name,),
        ).fetchone()
        return int(found[0])

    def peek(self, name: str) -> int:
        """The last number given, 0 before the first."""
        found = self._db.execute("SELECT value FROM counters WHERE name = ?", (name,)).fetchone()
        return 0 if found is None else int(found[0])

    # What is yet to happen
    def expect(self, at: float, kind: str, body: Json) -> None:
        self._db.execute(
            "INSERT INTO happenings (at, kind, body) VALUES (?, ?, ?)",
            (at, kind, json.dumps(body, ensure_ascii=False)),
        )

    def due(self, until: float, limit: int = 200) -> list[tuple[int, str, Json]]:
        found = self._db.execute(
            "SELECT id, kind, body FROM happenings WHERE started = 0 AND at <= ? "
            "ORDER BY at, id LIMIT ?",
            (until, limit),
        ).fetchall()
        return [(int(row[0]), str(row[1]), json.loads(row[2])) for row in found]

    def starts(self, happening_id: int) -> None:
        self._db.execute("UPDATE happenings SET started = 1 WHERE id = ?", (happening_id,))

    def happened(self, happening_id: int) -> None:
        self._db.execute("DELETE FROM happenings WHERE id = ?", (happening_id,))

    def next_at(self) -> float | None:
        found = self._db.execute("SELECT min(at) FROM happenings WHERE started = 0").fetchone()
        return None if found[0] is None else float(found[0])

    def waiting(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM happenings").fetchone()[0])

    def forget_all(self) -> None:
        with self.atomic():
            for table in ("rows", "links", "counters", "happenings"):
                self._db.execute(f"DELETE FROM {table}")  # noqa: S608 - the four names above
