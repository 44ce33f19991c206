"""The whole sweep of hostile files, longer than a suite may take.

    .venv/bin/python -m tests.hostile [SEEDS] [FAMILY]

Runs every file through one inspecting child, bends SEEDS (200) of each kind, and says what was
judged wrongly, how long the slowest took and how much memory the hungriest. Ends with 1 where
a file was judged wrongly, took ten seconds, or its child outgrew its limit.
"""

import sys

import click

from server.uploads import limits
from tests.hostile.corpus import corpus
from tests.hostile.measured import Cost, Counter, faults
from tests.hostile.piece import Piece

SHOWN = 8


def main(seeds: int = 200, family: str = "") -> int:
    counter, costs, wrong = Counter(), [], 0
    for one in corpus(seeds):
        if family and family != one.family:
            continue
        cost = counter.judge(one, one.make())
        costs.append((one, cost))
        for fault in faults(one, cost):
            wrong += 1
            click.echo(f"{one}: {fault}")
    counter.close()
    return _told(costs) or bool(wrong)


def _told(costs: list[tuple[Piece, Cost]]) -> bool:
    """The figures; whether a limit was passed."""
    click.echo(f"{len(costs)} files, {sum(cost.seconds for _, cost in costs):.1f} s")
    for one, cost in sorted(costs, key=lambda row: -row[1].seconds)[:SHOWN]:
        click.echo(f"{cost.seconds:6.2f} s  {one}  {cost.told}")
    for one, cost in sorted(costs, key=lambda row: -row[1].peak)[:SHOWN]:
        click.echo(f"{cost.peak >> 20:5} MiB  {one}  {cost.told}")
    most = max(cost.peak for _, cost in costs)
    return most > limits.SPACE or max(cost.seconds for _, cost in costs) > limits.PROMISED_SECONDS


if __name__ == "__main__":
    raise SystemExit(main(*(int(said) if said.isdigit() else said for said in sys.argv[1:])))
