"""Prospects, their lists and their imports."""

import base64
import json
import time
from collections import Counter, OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from adapters.mongo.codec import from_row, to_row
from adapters.mongo.driver import (
    ASCENDING,
    DESCENDING,
    BulkWriteError,
    Database,
    DuplicateKeyError,
    Row,
    UpdateOne,
    collection,
)
from adapters.mongo.rows import Rows
from adapters.mongo.session import current_session
from domain.prospects.errors import (
    CursorNotKnown,
    ImportNotFound,
    MergeNotFound,
    ProspectAlreadyExists,
    ProspectNotFound,
)
from domain.prospects.model.audience import matches, sure
from domain.prospects.model.batch import ImportBatch, ImportState, ImportTrace, RowFault
from domain.prospects.model.contact_points import PointKind
from domain.prospects.model.merge import Merge
from domain.prospects.model.person import DetailKind
from domain.prospects.model.prospect import Prospect
from domain.prospects.model.stage import Stage
from domain.prospects.model.text import KEY_LENGTH, fold, search_keys
from domain.prospects.ports import (
    CampaignMembers,
    ProspectRow,
    Search,
    Shown,
    Sort,
    Total,
)
from domain.shared.errors import StaleWrite
from domain.shared.ids import ImportId, MergeId, OperationId, ProspectId, WorkspaceId
from domain.shared.page import Page, PageAsk

_DUPLICATE = 11000
_CAP = 10_000
# Rows that a narrow search (words, tag, campaign) looks at, at most.
_NARROW = 20_000
# Places read ahead when nothing is remembered: forty pages of fifty.
_AHEAD = 2_001
# The local store compares every value of an $in with every candidate.
_IN = 100

# A list is read interval by interval, because the local store looks at every row of a range,
# whatever the limit: one score, or names from one vowel of the first two letters to the next.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BOUNDS: dict[str, tuple[str, ...]] = {
    "by_score": ("-", *(f"{score:03d}" for score in range(102))),
    "by_name": ("", "0", ":", *(f"{a}{b}" for a in _LETTERS for b in ("", "e", "i", "o")), "{"),
}
# Intervals are taken together while they hold few people.
_FEW = 10
_MOST_TOGETHER = 32
# How long the matches of a narrow search are remembered, for its count and its next pages.
_NARROW_SECONDS = 3
# Rows a filter judges at a time.
_CHUNK = 200

_SORT_FIELDS = {
    "score": "by_score",
    "name": "by_name",
    "added_at": "_id",
    "last_activity_at": "by_activity",
}


def _by_score(score: int | None, prospect_id: str) -> str:
    """Sorts below every score when there is none."""
    return f"{'-' if score is None else f'{score:03d}'}:{prospect_id}"


def _words(prospect: Prospect) -> list[str]:
    """What a person is looked for by, folded."""
    texts = [
        *(prospect.detail(kind) for kind in (DetailKind.LAST_NAME, DetailKind.FIRST_NAME)),
        *(prospect.detail(kind) for kind in (DetailKind.COMPANY, DetailKind.JOB_TITLE)),
        *(point.value for point in prospect.points if point.kind is PointKind.EMAIL),
    ]
    return [fold(text) for text in texts if text]


def _name_key(prospect: Prospect) -> str:
    last, first = prospect.detail(DetailKind.LAST_NAME), prospect.detail(DetailKind.FIRST_NAME)
    return fold(f"{last} {first}")[:60]


def _list_fields(prospect: Prospect) -> Row:
    """What the list needs in a form it can filter, sort and show without the rest."""
    words = _words(prospect)
    name = _name_key(prospect)
    activity = prospect.last_activity_at.isoformat(timespec="milliseconds")
    return {
        "identities": prospect.identities,
        "keys": search_keys(*words),
        "words": " ".join(words)[:600],
        "by_name": f"{name}:{prospect.id}",
        "by_activity": f"{activity}:{prospect.id}",
        "shown": _line(prospect),
    }


def _line(prospect: Prospect) -> str:
    """One line of the list as one text: a database pays by the field for what it reads out."""
    email, profile = prospect.point(PointKind.EMAIL), prospect.point(PointKind.LINKEDIN)
    return json.dumps(
        {
            "first_name": prospect.detail(DetailKind.FIRST_NAME),
            "last_name": prospect.detail(DetailKind.LAST_NAME),
            "job_title": prospect.detail(DetailKind.JOB_TITLE),
            "company": prospect.detail(DetailKind.COMPANY),
            "email": email.value if email else None,
            "email_status": email.status.value if email else None,
            "linkedin_url": profile.value if profile else None,
            "stage": prospect.stage.value,
            "tags": prospect.tags,
            "opted_out": prospect.opted_out_at is not None,
            "source": prospect.origin.source,
            "added_at": prospect.added_at.isoformat(),
            "last_activity_at": prospect.last_activity_at.isoformat(),
        },
        ensure_ascii=False,
    )


_UNSCORED: Row = {"score": None, "band": "", "verdict": ""}
_LINE_FIELDS = ("shown", "score", "band", "verdict")
_NARROW_FIELDS = ("stage", "score", "verdict", "tags")


def _to_list_row(row: Row) -> ProspectRow:
    line = json.loads(row["shown"])
    line["tags"] = tuple(line["tags"])
    line["added_at"] = datetime.fromisoformat(line["added_at"])
    line["last_activity_at"] = datetime.fromisoformat(line["last_activity_at"])
    return ProspectRow(
        id=row["_id"],
        score=row["score"],
        band=row["band"] or None,
        verdict=row["verdict"] or None,
        **line,
    )


class MongoProspects:
    """ProspectRepository and ScoreBoard.

    `identities` is a multikey unique index, so two writers cannot bring in one person twice; who
    has no identity holds their own id there. Score, band and verdict are written by `show` alone.
    """

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "prospects", Prospect, not_found=ProspectNotFound)
        self._links = collection(database, "company_links")

    async def get(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Prospect:
        return await self._rows.get(workspace_id, prospect_id)

    async def many(
        self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]
    ) -> Sequence[Prospect]:
        return await self._all(workspace_id, "_id", prospect_ids)

    async def known(
        self, workspace_id: WorkspaceId, identities: Collection[str]
    ) -> Sequence[Prospect]:
        return await self._all(workspace_id, "identities", identities)

    async def _all(
        self, workspace_id: WorkspaceId, field: str, values: Collection[str]
    ) -> Sequence[Prospect]:
        found: dict[str, Row] = {}
        asked = sorted(set(values))
        for start in range(0, len(asked), _IN):
            where = {"workspace_id": workspace_id, field: {"$in": asked[start : start + _IN]}}
            rows = self._rows.raw.find(where, session=current_session())
            found.update({row["_id"]: row for row in await rows.to_list(None)})
        return [from_row(found[one], Prospect) for one in sorted(found)]

    async def add(self, prospects: Sequence[Prospect]) -> None:
        rows = [
            to_row(one) | _list_fields(one) | _UNSCORED | {"by_score": _by_score(None, one.id)}
            for one in prospects
        ]
        try:
            if len(rows) == 1:
                await self._rows.raw.insert_one(rows[0], session=current_session())
            elif rows:
                await self._rows.raw.insert_many(rows, session=current_session())
        except DuplicateKeyError as error:  # workspace_id_identities
            raise ProspectAlreadyExists from error
        except BulkWriteError as error:
            _raise_known(error)

    async def save(self, prospects: Sequence[Prospect]) -> None:
        if not prospects:
            return
        writes = [
            UpdateOne(
                {"_id": one.id, "workspace_id": one.workspace_id, "version": one.version},
                {"$set": to_row(one) | _list_fields(one) | {"version": one.version + 1}},
            )
            for one in prospects
        ]
        try:
            written = await self._rows.raw.bulk_write(writes, session=current_session())
        except BulkWriteError as error:  # workspace_id_identities
            _raise_known(error)
        if written.matched_count != len(prospects):
            raise StaleWrite
        for one in prospects:
            one.version += 1

    async def remove(self, workspace_id: WorkspaceId, prospect_ids: Collection[ProspectId]) -> None:
        ids = sorted(prospect_ids)
        for start in range(0, len(ids), _IN):
            where = {"workspace_id": workspace_id, "_id": {"$in": ids[start : start + _IN]}}
            await self._rows.raw.delete_many(where, session=current_session())
            await self._links.delete_many(where, session=current_session())

    async def show(self, workspace_id: WorkspaceId, scores: Sequence[Shown]) -> None:
        if not scores:
            return
        writes = [
            UpdateOne(
                {"_id": one.prospect_id, "workspace_id": workspace_id},
                {
                    "$set": {
                        "score": one.score,
                        "band": one.band,
                        "verdict": one.verdict,
                        "by_score": _by_score(one.score, one.prospect_id),
                    }
                },
            )
            for one in scores
        ]
        await self._rows.raw.bulk_write(writes, ordered=False, session=current_session())


def _raise_known(error: BulkWriteError) -> None:
    """A refused identity in our words; whatever else the driver says flies on."""
    details: Mapping[str, Any] = error.details or {}
    if any(one.get("code") == _DUPLICATE for one in details.get("writeErrors", ())):
        raise ProspectAlreadyExists from error
    raise error


class _Remembered:
    """Values by key, the oldest forgotten first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[tuple[str, ...], Any] = OrderedDict()

    def get(self, key: tuple[str, ...]) -> Any:  # noqa: ANN401 - as put
        return self._values.get(key)

    def put(self, key: tuple[str, ...], value: Any) -> None:  # noqa: ANN401 - any
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)


class MongoProspectReader:
    """Lists of prospects: keyset pages on one text key per order.

    Every page is read in a range with two ends. Atlas would not need the second one; the local
    store sorts all that a range holds (vendors/local-stores.md). Where a page ended before is
    remembered as the far end: a range that yields a whole page is right whatever it was guessed
    from, and one that does not is read again to its natural end.
    """

    def __init__(self, database: Database, members: CampaignMembers) -> None:
        self._rows = collection(database, "prospects")
        self._members = members
        self._ends = _Remembered(10_000)
        self._totals = _Remembered(1_000)
        self._narrowed = _Remembered(20)

    async def search(
        self, workspace_id: WorkspaceId, wanted: Search, ask: PageAsk
    ) -> Page[ProspectRow]:
        after = None if ask.after is None else _opened(ask.after)
        field, _ = _order(wanted.sort)
        if wanted.filter is not None:
            return await self._filtered(workspace_id, wanted, after, ask.limit)
        rows = await self._ordered(workspace_id, wanted, after, ask.limit + 1)
        return _page(rows, field, ask.limit)

    async def _ordered(
        self, workspace_id: WorkspaceId, wanted: Search, after: str | None, most: int
    ) -> list[Row]:
        narrow = await self._narrow(workspace_id, wanted)
        if narrow is not None:
            return await self._page_of(workspace_id, narrow, wanted, after, most)
        field, down = _order(wanted.sort)
        where = _filters(workspace_id, wanted)
        if field in _BOUNDS:
            return await self._walk(where, field, after, most, down=down)
        return await self._range(where, field, after, most, down=down)

    async def _filtered(
        self, workspace_id: WorkspaceId, wanted: Search, after: str | None, limit: int
    ) -> Page[ProspectRow]:
        """Rows are read in order, by whatever index the filter's sure conditions allow, and
        judged here; after twenty thousand a page may be short and goes on.
        """
        field, _ = _order(wanted.sort)
        plain, kept = _indexed(wanted), list[Row]()
        for _turn in range(_NARROW // _CHUNK):
            rows = await self._ordered(workspace_id, plain, after, _CHUNK)
            judged = await self._judged(workspace_id, wanted, rows)
            kept += [row for row in rows if row["_id"] in judged]
            if len(kept) > limit or len(rows) < _CHUNK:
                return _page(kept, field, limit)
            after = rows[-1][field]
        return Page(items=[_to_list_row(row) for row in kept], next=_sealed(str(after)))

    async def _judged(
        self, workspace_id: WorkspaceId, wanted: Search, rows: list[Row]
    ) -> frozenset[str]:
        """The ids of those who pass the filter."""
        if wanted.filter is None:
            return frozenset(row["_id"] for row in rows)
        details: dict[str, Row] = {}
        ids = [row["_id"] for row in rows]
        for start in range(0, len(ids), _IN):
            where = {"workspace_id": workspace_id, "_id": {"$in": ids[start : start + _IN]}}
            found = await self._rows.find(where, {"details": 1}).to_list(_IN)
            details.update({row["_id"]: row["details"] for row in found})
        return frozenset(
            row["_id"]
            for row in rows
            if matches(wanted.filter, _facts(row, details.get(row["_id"], {})), at=wanted.at)
        )

    async def matching(
        self, workspace_id: WorkspaceId, wanted: Search, prospect_ids: Sequence[ProspectId]
    ) -> Sequence[ProspectId]:
        fields = ("words", *_NARROW_FIELDS)
        found = await self._shown(workspace_id, list(prospect_ids), fields)
        words = fold(wanted.words).split()
        rows = [found[one] for one in prospect_ids if one in found]
        if wanted.campaign_id is not None:
            members = set(await self._members.of(workspace_id, wanted.campaign_id))
            rows = [row for row in rows if row["_id"] in members]
        rows = [row for row in rows if _matches(row, wanted, words)]
        judged = await self._judged(workspace_id, wanted, rows)
        return [ProspectId(row["_id"]) for row in rows if row["_id"] in judged]

    async def _walk(
        self, where: Row, field: str, after: str | None, most: int, *, down: bool
    ) -> list[Row]:
        """The same rows as from one range, read from its near end, no further than needed."""
        own = where.pop(field, {})
        start = _from(own, after, down=down)
        known = await self._remembered(where, field, start, most, down=down)
        if known is not None:
            return known
        low, high = own.get("$gte", ""), own.get("$lt", "\U0010ffff")
        if after is not None:
            low, high = (low, min(high, after)) if down else (max(low, after), high)
        bounds = [one for one in _BOUNDS[field] if low < one < high]
        edges = [low, *bounds, high]
        if down:
            edges.reverse()
        rows: list[Row] = []
        at, together = 0, 1
        while at < len(edges) - 1 and len(rows) < most:
            to = min(at + together, len(edges) - 1)
            ends = sorted((edges[at], edges[to]))
            part = {**where, field: {"$gte": ends[0], "$lt": ends[1]}}
            found = await self._range(part, field, after, max(2, most - len(rows)), down=down)
            rows += found
            together = min(_MOST_TOGETHER, together * 2) if len(found) < _FEW else 1
            at = to
        if len(rows) >= most:
            self._ends.put(_list_key(where, field, start, most, down=down), rows[most - 1][field])
        return rows[:most]

    async def _remembered(
        self, where: Row, field: str, start: Row, most: int, *, down: bool
    ) -> list[Row] | None:
        """A whole page in one read, if it is known how far one reached."""
        key = _list_key(where, field, start, most, down=down)
        end = self._ends.get(key)
        if end is None:
            return None
        far = "$gte" if down else "$lte"
        rows = await self._read({**where, field: {**start, far: end}}, field, most, down=down)
        if len(rows) < most:
            return None
        self._ends.put(key, rows[-1][field])
        return rows

    async def _range(
        self, where: Row, field: str, after: str | None, most: int, *, down: bool
    ) -> list[Row]:
        own = where.pop(field, {})
        start = _from(own, after, down=down)
        known = await self._remembered(where, field, start, most, down=down)
        if known is not None:
            return known
        step = most - 1  # a page, without the row that tells there are more
        keys = await self._keys({**where, field: start or {"$gt": ""}}, field, down=down)
        for first in range(0, len(keys) - step, step):
            opens = start if not first else _from(own, keys[first - 1], down=down)
            key = _list_key(where, field, opens, most, down=down)
            self._ends.put(key, keys[first + most - 1])
        if not keys:
            return []
        end = {"$gte" if down else "$lte": keys[min(len(keys), most) - 1]}
        return await self._read({**where, field: {**start, **end}}, field, most, down=down)

    async def _keys(self, where: Row, field: str, *, down: bool) -> list[str]:
        """The places of the next people in this order, to know where coming pages end."""
        order = DESCENDING if down else ASCENDING
        found = self._rows.find(where, {field: 1}).sort([(field, order)]).limit(_AHEAD)
        return [row[field] for row in await found.to_list(_AHEAD)]

    async def _read(self, where: Row, field: str, most: int, *, down: bool) -> list[Row]:
        order = DESCENDING if down else ASCENDING
        fields = dict.fromkeys((*_LINE_FIELDS, field), 1)
        found = self._rows.find(where, fields).sort([(field, order)]).limit(most)
        rows: list[Row] = await found.to_list(most)
        return rows

    async def _narrow(self, workspace_id: WorkspaceId, wanted: Search) -> list[Row] | None:
        """Who matches a search that goes by words, tag or campaign, with what orders them alone;
        None for one that goes by order.
        """
        words = sorted(fold(wanted.words).split(), key=len, reverse=True)
        if wanted.campaign_id is None and not words and not wanted.tag:
            return None
        key = (*_total_key(workspace_id, wanted), wanted.sort.value)
        known = self._narrowed.get(key)
        if known is not None and known[1] > time.monotonic():
            return list(known[0])
        fields = dict.fromkeys((_order(wanted.sort)[0], *_NARROW_FIELDS), 1)
        if len(words) > 1 or (words and len(words[0]) > KEY_LENGTH):
            fields["words"] = 1
        if wanted.campaign_id is not None:
            fields["words"] = 1
            ids = sorted(await self._members.of(workspace_id, wanted.campaign_id))
            found = []
            for start in range(0, len(ids), _IN):
                some = {"_id": {"$in": ids[start : start + _IN]}}
                found += await self._candidates(workspace_id, some, fields)
        elif words:
            found = await self._candidates(workspace_id, {"keys": words[0][:KEY_LENGTH]}, fields)
        else:
            found = await self._candidates(workspace_id, {"tags": wanted.tag}, fields)
        rest = words if "words" in fields else []
        matching = [row for row in found if _matches(row, wanted, rest)]
        self._narrowed.put(key, (matching, time.monotonic() + _NARROW_SECONDS))
        return list(matching)

    async def _candidates(self, workspace_id: WorkspaceId, where: Row, fields: Row) -> list[Row]:
        """By one index alone: the local store uses none when a condition lies outside it."""
        asked = self._rows.find({"workspace_id": workspace_id, **where}, fields)
        rows: list[Row] = await asked.limit(_NARROW).to_list(_NARROW)
        return rows

    async def _page_of(
        self,
        workspace_id: WorkspaceId,
        rows: list[Row],
        wanted: Search,
        after: str | None,
        most: int,
    ) -> list[Row]:
        field, down = _order(wanted.sort)
        self._totals.put(_total_key(workspace_id, wanted), (len(rows), time.monotonic() + 1))
        rows.sort(key=lambda row: str(row[field]), reverse=down)
        if after is not None:
            rows = [row for row in rows if (row[field] < after if down else row[field] > after)]
        shown = await self._shown(workspace_id, [row["_id"] for row in rows[:most]], (field,))
        return [shown[row["_id"]] for row in rows[:most] if row["_id"] in shown]

    async def _shown(
        self, workspace_id: WorkspaceId, ids: Sequence[str], more: Sequence[str]
    ) -> dict[str, Row]:
        found: dict[str, Row] = {}
        fields = dict.fromkeys((*_LINE_FIELDS, *more), 1)
        for start in range(0, len(ids), _IN):
            where = {"workspace_id": workspace_id, "_id": {"$in": ids[start : start + _IN]}}
            rows = await self._rows.find(where, fields).to_list(_IN)
            found.update({row["_id"]: row for row in rows})
        return found

    async def total(self, workspace_id: WorkspaceId, wanted: Search) -> Total:
        """Counted at most every twenty times as long as counting takes, so it stays cheap."""
        key = _total_key(workspace_id, wanted)
        known = self._totals.get(key)
        if known is not None and known[1] > time.monotonic():
            return _total(known[0])
        began = time.monotonic()
        if wanted.filter is not None:
            count = await self._count_filtered(workspace_id, wanted)
        else:
            narrow = await self._narrow(workspace_id, wanted)
            if narrow is not None:
                return _total(len(narrow))
            where = _filters(workspace_id, wanted)
            count = await self._rows.count_documents(where, limit=_CAP + 1)
        took = time.monotonic() - began
        self._totals.put(key, (count, time.monotonic() + 20 * took))
        return _total(count)

    async def _count_filtered(self, workspace_id: WorkspaceId, wanted: Search) -> int:
        count, after, field = 0, None, _order(wanted.sort)[0]
        while count <= _CAP:
            rows = await self._ordered(workspace_id, _indexed(wanted), after, _CHUNK)
            count += len(await self._judged(workspace_id, wanted, rows))
            if len(rows) < _CHUNK:
                break
            after = rows[-1][field]
        return count

    async def tags(self, workspace_id: WorkspaceId) -> Mapping[str, int]:
        counts: Counter[str] = Counter()
        where = {"workspace_id": workspace_id, "tags": {"$gt": ""}}
        async for row in self._rows.find(where, {"tags": 1}):
            counts.update(row["tags"])
        return dict(sorted(counts.most_common(500)))

    async def namesakes(
        self, workspace_id: WorkspaceId, prospect: Prospect, limit: int
    ) -> Sequence[ProspectId]:
        name = _name_key(prospect)
        where = {"workspace_id": workspace_id, "by_name": {"$gte": f"{name}:", "$lt": f"{name};"}}
        found = await self._rows.find(where, {"_id": 1}).limit(limit).to_list(limit)
        return sorted(row["_id"] for row in found)

    async def stages_by_band(self, workspace_id: WorkspaceId) -> Mapping[tuple[str, Stage], int]:
        counts: Counter[tuple[str, Stage]] = Counter()
        for stage in list(Stage)[1:]:
            where = {"workspace_id": workspace_id, "stage": stage.value, "by_score": {"$gt": "0"}}
            found = self._rows.find(where, {"band": 1}).limit(_NARROW)
            counts.update((row["band"], stage) for row in await found.to_list(_NARROW))
        return counts

    async def ids_after(
        self, workspace_id: WorkspaceId, after: str, limit: int
    ) -> Sequence[ProspectId]:
        where = {"workspace_id": workspace_id}
        rows = await self._range(where, "_id", after, limit + 1, down=False)
        return [row["_id"] for row in rows[:limit]]


def _order(sort: Sort) -> tuple[str, bool]:
    return _SORT_FIELDS[sort.value.removeprefix("-")], sort.value.startswith("-")


def _filters(workspace_id: WorkspaceId, wanted: Search) -> Row:
    where: Row = {"workspace_id": workspace_id}
    if wanted.stage is not None:
        where["stage"] = wanted.stage.value
    if wanted.verdict:
        where["verdict"] = wanted.verdict
    scores: Row = {}
    if wanted.score_min is not None:
        scores["$gte"] = f"{wanted.score_min:03d}"
    if wanted.score_max is not None:
        scores["$lt"] = f"{wanted.score_max:03d};"  # ";" follows ":"
        scores.setdefault("$gte", "0")
    if scores:
        where["by_score"] = scores
    return where


def _list_key(where: Row, field: str, start: Row, most: int, *, down: bool) -> tuple[str, ...]:
    return f"{field} {down} {most} {sorted(where.items(), key=str)}", str(start)


def _from(own: Row, after: str | None, *, down: bool) -> Row:
    """The filter's own range, cut where the last page ended."""
    if after is None:
        return own
    near = "$lt" if down else "$gt"
    present = own.get(near)
    if present is not None:
        after = min(present, after) if down else max(present, after)
    return {**own, near: after}


def _matches(row: Row, wanted: Search, words: list[str]) -> bool:
    text = f" {row.get('words', '')}"
    score = row["score"]
    return (
        all(f" {word}" in text for word in words)
        and (not wanted.tag or wanted.tag in row["tags"])
        and (wanted.stage is None or row["stage"] == wanted.stage.value)
        and (not wanted.verdict or row["verdict"] == wanted.verdict)
        and (wanted.score_min is None or (score is not None and score >= wanted.score_min))
        and (wanted.score_max is None or (score is not None and score <= wanted.score_max))
    )


def _total_key(workspace_id: WorkspaceId, wanted: Search) -> tuple[str, ...]:
    return (
        workspace_id,
        str(wanted.stage),
        wanted.verdict,
        f"{wanted.score_min}-{wanted.score_max}",
        wanted.tag,
        wanted.words,
        str(wanted.campaign_id),
        str(wanted.filter),
    )


def _indexed(wanted: Search) -> Search:
    """The search without its filter, narrowed by what the filter demands of everybody."""
    group = wanted.filter
    if group is None:
        return wanted
    stage, verdict, tag = (
        values[0] if len(values) == 1 else None
        for values in (
            sure(group, "stage", "is"),
            sure(group, "verdict", "is"),
            sure(group, "tag", "has"),
        )
    )
    lowest = [int(one) for one in sure(group, "score", "at_least")]
    highest = [int(one) for one in sure(group, "score", "at_most")]
    return replace(
        wanted,
        filter=None,
        stage=wanted.stage or (Stage(str(stage)) if stage is not None else None),
        verdict=wanted.verdict or str(verdict or ""),
        tag=wanted.tag or str(tag or ""),
        score_min=wanted.score_min if wanted.score_min is not None else min(lowest, default=None),
        score_max=wanted.score_max if wanted.score_max is not None else max(highest, default=None),
    )


def _facts(row: Row, details: Row) -> dict[str, Any]:
    def said(kind: DetailKind) -> str:
        return str((details.get(kind.value) or {}).get("value", ""))

    line = _to_list_row(row)
    return {
        "name": f"{line.first_name} {line.last_name}",
        "title": said(DetailKind.JOB_TITLE),
        "company": said(DetailKind.COMPANY),
        "industry": said(DetailKind.INDUSTRY),
        "location": said(DetailKind.LOCATION),
        "country": said(DetailKind.COUNTRY),
        "seniority": said(DetailKind.SENIORITY),
        "domain": said(DetailKind.DOMAIN),
        "head_count": said(DetailKind.HEAD_COUNT),
        "source": line.source,
        "stage": line.stage,
        "verdict": row["verdict"],
        "band": row["band"],
        "email_status": line.email_status,
        "score": line.score,
        "added_at": line.added_at,
        "last_activity_at": line.last_activity_at,
        "tag": line.tags,
        "has_email": line.email is not None,
        "has_linkedin": line.linkedin_url is not None,
        "opted_out": line.opted_out,
    }


def _total(count: int) -> Total:
    return Total(count=min(count, _CAP), capped=count > _CAP)


def _page(rows: list[Row], field: str, limit: int) -> Page[ProspectRow]:
    kept = rows[:limit]
    return Page(
        items=[_to_list_row(row) for row in kept],
        next=_sealed(kept[-1][field]) if len(rows) > limit else None,
    )


def _sealed(key: str) -> str:
    return base64.urlsafe_b64encode(key.encode()).decode().rstrip("=")


def _opened(cursor: str) -> str:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return base64.b64decode(padded.encode(), b"-_", validate=True).decode()
    except (ValueError, UnicodeError) as error:
        raise CursorNotKnown from error


class MongoImportBatches:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "imports", ImportBatch, not_found=ImportNotFound)

    async def get(self, workspace_id: WorkspaceId, import_id: ImportId) -> ImportBatch:
        return await self._rows.get(workspace_id, import_id)

    async def of_operation(
        self, workspace_id: WorkspaceId, operation_id: OperationId
    ) -> ImportBatch:
        found = await self._rows.find(workspace_id, {"operation_id": operation_id})
        if found is None:
            raise ImportNotFound
        return found

    async def of_file(self, workspace_id: WorkspaceId, file_hash: str) -> ImportBatch | None:
        same = await self._rows.list(
            workspace_id, {"file_hash": file_hash}, newest_first=True, limit=50
        )
        started = (one for one in same if one.state is not ImportState.CHECKED)
        return next((one for one in started if one.undo is None), None)

    async def of_format(self, workspace_id: WorkspaceId, code: str) -> ImportBatch | None:
        same = await self._rows.list(workspace_id, {"format": code}, newest_first=True, limit=20)
        return next((one for one in same if one.state is not ImportState.CHECKED), None)

    async def add(self, batch: ImportBatch) -> None:
        await self._rows.add(batch)

    async def save(self, batch: ImportBatch) -> None:
        await self._rows.save(batch)

    async def page(self, workspace_id: WorkspaceId, ask: PageAsk) -> Page[ImportBatch]:
        return await self._rows.page_by_id(workspace_id, ask)


class MongoImportTraces:
    """Ids start with the import's own, so a range of ids is one import's."""

    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "import_traces", ImportTrace, not_found=ImportNotFound)

    async def add(self, trace: ImportTrace) -> None:
        await self._rows.add(trace)

    async def save(self, trace: ImportTrace) -> None:
        await self._rows.save(trace)

    async def before(
        self, workspace_id: WorkspaceId, import_id: ImportId, trace_id: str
    ) -> ImportTrace | None:
        bounds = {"$gt": f"{import_id}:", "$lt": trace_id or f"{import_id};"}
        found = await self._rows.list(workspace_id, {"_id": bounds}, newest_first=True, limit=1)
        return found[0] if found else None

    async def after(
        self, workspace_id: WorkspaceId, import_id: ImportId, trace_id: str
    ) -> ImportTrace | None:
        bounds = {"$gt": trace_id or f"{import_id}:", "$lt": f"{import_id};"}
        found = await self._rows.list(workspace_id, {"_id": bounds}, limit=1)
        return found[0] if found else None


class MongoMerges:
    def __init__(self, database: Database) -> None:
        self._rows = Rows(database, "merges", Merge, not_found=MergeNotFound)

    async def get(self, workspace_id: WorkspaceId, merge_id: MergeId) -> Merge:
        return await self._rows.get(workspace_id, merge_id)

    async def add(self, merge: Merge) -> None:
        await self._rows.add(merge)

    async def save(self, merge: Merge) -> None:
        await self._rows.save(merge)

    async def into(self, workspace_id: WorkspaceId, prospect_id: ProspectId) -> Sequence[Merge]:
        found = await self._rows.list(
            workspace_id, {"kept.id": prospect_id}, newest_first=True, limit=20
        )
        return [one for one in found if one.undone_at is None]


class MongoRowFaults:
    def __init__(self, database: Database) -> None:
        self._rows = collection(database, "import_faults")

    async def add(self, faults: Sequence[RowFault]) -> None:
        rows: Iterable[Row] = [to_row(one) for one in faults]
        if faults:
            await self._rows.insert_many(rows, session=current_session())

    async def of_import(
        self, workspace_id: WorkspaceId, import_id: ImportId, after: str, limit: int
    ) -> Sequence[RowFault]:
        # Ids start with the import's own, so the range needs no other condition.
        bounds = {"$gt": after or f"{import_id}:", "$lt": f"{import_id};"}
        found = self._rows.find({"workspace_id": workspace_id, "_id": bounds})
        rows = await found.sort([("_id", ASCENDING)]).limit(limit).to_list(limit)
        return [from_row(row, RowFault) for row in rows]
