"""`make chaos ACTIONS=10000`: the result table; exit 1 when a promise broke."""

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

from tests.chaos.run import Chaos


def main() -> None:
    parser = argparse.ArgumentParser(prog="chaos")
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    # Ended from outside, the processes it started end with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as folder:
        chaos = Chaos(
            folder=Path(folder), actions=asked.actions, workers=asked.workers, seed=asked.seed
        )
        began = time.monotonic()
        verdict = asyncio.run(chaos.play())
    sys.stdout.write(
        f"seed {asked.seed}, {asked.workers} workers, {time.monotonic() - began:.0f} s\n"
    )
    sys.stdout.write(verdict.table() + "\n")
    sys.exit(0 if verdict.holds else 1)


if __name__ == "__main__":
    main()
