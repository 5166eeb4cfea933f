"""UUIDv7 (RFC 9562 section 5.7); the standard library has none before 3.14."""

import secrets
import threading
import time
from uuid import UUID


class UuidV7:
    """Ids that ascend within one process, also inside one millisecond."""

    def __init__(self) -> None:
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        stamp = time.time_ns() // 1_000_000 << 12 | secrets.randbelow(1 << 11)
        with self._lock:
            self._last = stamp = max(stamp, self._last + 1)
        milliseconds, sequence = stamp >> 12, stamp & 0xFFF
        value = milliseconds << 80 | 0x7 << 76 | sequence << 64 | 0b10 << 62
        return str(UUID(int=value | secrets.randbits(62)))
