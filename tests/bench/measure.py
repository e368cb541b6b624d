"""Taking the median time of a job."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.bench.asking import Answer

WARM_UP, ROUNDS = 3, 30


class Job(NamedTuple):
    """What is timed, and what makes each time what it is given, which is not."""

    do: Callable[[Any], object]
    before: Callable[[], Any] = dict


@dataclass(frozen=True)
class Line:
    """One measured job: median and 95th percentile in milliseconds, its budget, how fast the machine was, bytes of its answer."""

    job: str
    median: float
    p95: float
    budget: float | None
    machine: float
    size: int | None = None

    def __str__(self) -> str:
        budget = f"≤ {self.budget:g}" if self.budget else ""
        verdict = "" if self.budget is None else "ok" if self.median <= self.budget else "OVER"
        size = f"{self.size / 1000:.1f} kB" if self.size else ""
        return f"{self.job:<52} {self.median:>9.2f} {self.p95:>9.2f} {budget:>9} {verdict:<5} {self.machine:>7.0f} {size}"


def plain_python() -> float:
    """Return the milliseconds that a million squares take to add up: while it is twice as much, so is every other figure."""
    began = time.perf_counter()
    sum(number * number for number in range(1_000_000))
    return (time.perf_counter() - began) * 1000


def timed(name: str, job: Job, budget: float | None = None, rounds: int = ROUNDS) -> Line:
    """Do a job again and again and return its line; an answer says its size."""
    machine = [plain_python() for _ in range(3)]
    for _ in range(min(WARM_UP, rounds)):
        answer = job.do(job.before())
    times = []
    for _ in range(rounds):
        given = job.before()
        began = time.perf_counter()
        answer = job.do(given)
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    machine += [plain_python() for _ in range(3)]
    size = len(answer.content) if isinstance(answer, Answer) else None
    return Line(name, statistics.median(times), times[int(len(times) * 0.95) - 1], budget, statistics.median(machine), size)
