"""RateLimiter: the process alone and Valkey count alike."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from adapters.valkey.limiter import LocalLimiter, open_limiter
from domain.shared.rate_limit import Bucket, Limit, RateLimiter
from tests.conftest import StoppedClock

THREE = Limit(3, 60)
TEN = Limit(10, 600)


@pytest.fixture(params=["local", "valkey", "valkey away"])
async def limiter(
    request: pytest.FixtureRequest, stopped_clock: StoppedClock
) -> AsyncIterator[RateLimiter]:
    if request.param == "local":
        yield LocalLimiter(stopped_clock)
        return
    url = "redis://127.0.0.1:9/0"
    if request.param == "valkey":
        url = request.getfixturevalue("redis_url")
    async with AsyncExitStack() as stack:
        prefix = f"test:{request.node.name}"
        yield open_limiter(url, prefix, stopped_clock, stack)


async def test_a_bucket_gives_what_it_holds_and_then_says_when_to_come_back(
    limiter: RateLimiter,
) -> None:
    bucket = Bucket("a", THREE)
    rulings = [await limiter.take([bucket]) for _ in range(4)]
    assert [one.passes for one in rulings] == [True, True, True, False]
    assert [one.tightest.remaining for one in rulings] == [2, 1, 0, 0]
    assert rulings[0].tightest.reset_ms == 20_000
    assert rulings[3].tightest.wait_ms == 20_000


async def test_it_refills_evenly(limiter: RateLimiter, stopped_clock: StoppedClock) -> None:
    bucket = Bucket("a", THREE)
    for _ in range(3):
        await limiter.take([bucket])
    stopped_clock.advance(seconds=19.999)
    assert not (await limiter.take([bucket])).passes
    stopped_clock.advance(milliseconds=1)
    assert (await limiter.take([bucket])).passes
    assert not (await limiter.take([bucket])).passes
    stopped_clock.advance(minutes=5)
    assert (await limiter.take([bucket])).tightest.remaining == 2


async def test_buckets_of_others_are_untouched(limiter: RateLimiter) -> None:
    for _ in range(4):
        await limiter.take([Bucket("a", THREE)])
    assert (await limiter.take([Bucket("b", THREE)])).tightest.remaining == 2


async def test_a_request_is_taken_from_every_bucket_or_from_none(limiter: RateLimiter) -> None:
    both = [Bucket("a", THREE), Bucket("b", TEN)]
    for _ in range(5):
        ruling = await limiter.take(both)
    assert not ruling.passes
    assert ruling.tightest.limit == THREE
    assert [one.remaining for one in ruling.standings] == [0, 7]
