"""RateLimiter: token buckets in Valkey, in the process itself while Valkey is away.

A bucket is one number, the instant at which it will be full again ("theoretical arrival time" of
the generic cell rate algorithm, ITU-T I.371); every request moves it on by one refill.
"""

import math
from collections.abc import Sequence
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError

from domain.shared.clock import Clock
from domain.shared.rate_limit import Bucket, Ruling, Standing

_LOG = structlog.get_logger()
_DOWN = (RedisError, OSError)
# How long Valkey is left alone after it failed.
_REST_MS = 5_000.0
_KEPT = 50_000

_SCRIPT = """
local now, fits, full = tonumber(ARGV[1]), true, {}
for i, key in ipairs(KEYS) do
  local quota, window = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  local at = tonumber(redis.call('GET', key) or now)
  if at < now then at = now end
  full[i] = at
  if window - (at - now) < window / quota - 0.001 then fits = false end
end
local left = {fits and 1 or 0}
for i, key in ipairs(KEYS) do
  if fits then
    full[i] = full[i] + tonumber(ARGV[2 * i + 1]) / tonumber(ARGV[2 * i])
    redis.call('SET', key, string.format('%.3f', full[i]), 'PX', math.ceil(full[i] - now))
  end
  left[i + 1] = string.format('%.3f', full[i] - now)
end
return left
"""


def _standing(bucket: Bucket, until_full: float, *, passes: bool) -> Standing:
    window = bucket.limit.seconds * 1000
    step = window / bucket.limit.quota
    room = window - until_full
    return Standing(
        limit=bucket.limit,
        remaining=max(0, math.floor(room / step + 0.001)),
        reset_ms=math.ceil(until_full),
        wait_ms=0 if passes else max(0, math.ceil(step - room)),
    )


class LocalLimiter:
    """The same in memory, for one process. Full buckets are forgotten now and then."""

    def __init__(self, wall: Clock) -> None:
        self._wall = wall
        self._full: dict[str, float] = {}

    async def take(self, buckets: Sequence[Bucket]) -> Ruling:
        now = self._wall.now().timestamp() * 1000
        if len(self._full) > _KEPT:
            self._full = {name: at for name, at in self._full.items() if at > now}
        full = [max(now, self._full.get(bucket.name, now)) for bucket in buckets]
        steps = [bucket.limit.seconds * 1000 / bucket.limit.quota for bucket in buckets]
        passes = all(
            bucket.limit.seconds * 1000 - (at - now) >= step - 0.001
            for bucket, at, step in zip(buckets, full, steps, strict=True)
        )
        if passes:
            full = [at + step for at, step in zip(full, steps, strict=True)]
            for bucket, at in zip(buckets, full, strict=True):
                self._full[bucket.name] = at
        standings = (
            _standing(bucket, at - now, passes=passes)
            for bucket, at in zip(buckets, full, strict=True)
        )
        return Ruling(passes=passes, standings=tuple(standings))


def open_limiter(
    url: str, prefix: str, wall: Clock, stack: AsyncExitStack
) -> "ValkeyLimiter | LocalLimiter":
    """Without an address of Valkey, one process counts for itself."""
    if not url:
        return LocalLimiter(wall)
    parts = urlsplit(url)
    plain = parts._replace(scheme="redis").geturl() if parts.scheme == "valkey" else url
    redis = Redis.from_url(plain, socket_timeout=0.5, socket_connect_timeout=0.5)
    stack.push_async_callback(redis.aclose)
    return ValkeyLimiter(redis, prefix, wall)


class ValkeyLimiter:
    """Shared by all processes; `prefix` keeps products on one server apart."""

    def __init__(self, redis: "Redis", prefix: str, wall: Clock) -> None:
        self._script = redis.register_script(_SCRIPT)
        self._prefix = prefix
        self._wall = wall
        self._local = LocalLimiter(wall)
        self._away_until = 0.0

    async def take(self, buckets: Sequence[Bucket]) -> Ruling:
        now = self._wall.now().timestamp() * 1000
        if now < self._away_until:
            return await self._local.take(buckets)
        arguments: list[float] = [now]
        for bucket in buckets:
            arguments += [bucket.limit.quota, bucket.limit.seconds * 1000]
        keys = [f"{self._prefix}:limit:{bucket.name}" for bucket in buckets]
        try:
            fits, *left = await self._script(keys=keys, args=arguments)
        except _DOWN as error:
            self._away_until = now + _REST_MS
            _LOG.warning("limits_count_alone", error=type(error).__name__)
            return await self._local.take(buckets)
        passes = bool(fits)
        standings = (
            _standing(bucket, float(until), passes=passes)
            for bucket, until in zip(buckets, left, strict=True)
        )
        return Ruling(passes=passes, standings=tuple(standings))
