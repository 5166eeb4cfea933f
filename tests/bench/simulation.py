"""Seconds for the simulation of 1 000 prospects × 7 steps (issue: under 5 s).

`python -m tests.bench.simulation`
"""

import statistics
import sys
import time
from datetime import timedelta

from domain.campaigns.model.simulation import Rehearsal
from tests.conftest import MONDAY
from tests.unit.domain.campaigns.rehearsing import accounts, seven_steps, walkers

PEOPLE = 1_000
ROUNDS = 3


def seconds() -> float:
    """The median of three rehearsals; building the people does not count."""
    took = []
    for _ in range(ROUNDS):
        people = walkers(PEOPLE, seven_steps())
        rehearsal = Rehearsal(
            start=MONDAY, until=MONDAY + timedelta(days=14), accounts=accounts(), price=2
        )
        began = time.perf_counter()
        rehearsal.run(people)
        took.append(time.perf_counter() - began)
    return statistics.median(took)


def line() -> str:
    return f"Simulation of {PEOPLE} prospects × 7 steps: {seconds():.2f} s (at most 5 s).\n"


if __name__ == "__main__":
    sys.stdout.write(line())
