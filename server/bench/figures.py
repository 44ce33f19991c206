"""A measured figure, its floor, and how two things are run in turn."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """`ratio` is ours to the floor's; `more` is what else was measured."""

    name: str
    ours: float
    floor: float
    unit: str
    aim: str
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def ratio(self) -> float:
        return round(self.ours / self.floor, 3)

    def as_dict(self) -> dict[str, Any]:
        said = asdict(self)
        more = said.pop("more")
        return {**said, "ratio": self.ratio, **more}

    def __str__(self) -> str:
        return (
            f"{self.name}: {self.ours:g} {self.unit}, sàn {self.floor:g} {self.unit}, "
            f"tỷ lệ {self.ratio:g} (mục tiêu {self.aim})"
        )


def in_turn(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int
) -> tuple[float, float]:
    """The pair of the middle ratio, each measured at one time: a busy machine hits both alike."""
    pairs = [(ours(), floor()) for _ in range(rounds)]
    return sorted(pairs, key=lambda pair: pair[0] / pair[1])[rounds // 2]


def cpu_ms(call: Callable[[], object], times: int) -> float:
    """CPU milliseconds of one call, over so many."""
    began = time.process_time()
    for _ in range(times):
        call()
    return (time.process_time() - began) * 1000 / times


def rounded(value: float) -> float:
    """Three figures that count, on a machine of any speed."""
    return float(f"{value:.3g}")


def per_second(call: Callable[[], int]) -> float:
    """How many a second; `call` says how many it did."""
    began = time.perf_counter()
    done = call()
    return done / (time.perf_counter() - began)
