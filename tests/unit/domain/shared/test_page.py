"""Pages, read one after the other."""

from domain.shared.page import MAX_LIMIT, Page, PageAsk, every


async def test_every_row_of_every_page_comes_once_and_in_order() -> None:
    rows = [f"{number:04}" for number in range(2 * MAX_LIMIT + 1)]
    asked: list[PageAsk] = []

    async def page(ask: PageAsk) -> Page[str]:
        asked.append(ask)
        left = [row for row in rows if ask.after is None or row > ask.after]
        kept = left[: ask.limit]
        return Page(items=kept, next=kept[-1] if len(left) > ask.limit else None)

    assert [row async for row in every(page)] == rows
    assert [ask.after for ask in asked] == [None, rows[MAX_LIMIT - 1], rows[2 * MAX_LIMIT - 1]]
