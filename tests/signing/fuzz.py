"""Signed papers broken by dice: each gets a verdict in time, and changed bytes are never valid.

    .venv/bin/python -m tests.signing.fuzz [FILES]

Bends FILES (10 000) papers on every core, says how they were judged, the slowest and the hungriest,
and ends with 1 where one was judged wrongly, took ten seconds, or outgrew a gigabyte.
"""

import collections
import contextlib
import logging
import multiprocessing
import os
import random
import re
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from signing import Authority, Trust, found_authority, issue, prepare, verify
from tests.signing import abroad
from tests.signing.abroad import Certified
from tests.signing.desk import FONT, PIN, PLACES, Office, page
from tests.signing.published import RANGE
from tests.signing.shadows import packed

PATIENCE = 10.0
ROOM = 1 << 30
Deed = Callable[[bytearray, random.Random], None]


def _place(data: bytearray, dice: random.Random) -> int:
    return dice.randrange(max(1, len(data)))


def flip(data: bytearray, dice: random.Random) -> None:
    for _ in range(dice.randrange(1, 6)):
        data[_place(data, dice)] ^= 1 << dice.randrange(8)


def cut(data: bytearray, dice: random.Random) -> None:
    del data[_place(data, dice) :]


def take_out(data: bytearray, dice: random.Random) -> None:
    at = _place(data, dice)
    del data[at : at + dice.randrange(1, 400)]


def put_in(data: bytearray, dice: random.Random) -> None:
    at = _place(data, dice)
    more = [dice.randbytes(20), b" " * 9, b"%%EOF\n", b">>\nendobj\n", b"[" * 999]
    data[at:at] = dice.choice(more)


def swap(data: bytearray, dice: random.Random) -> None:
    size = dice.randrange(1, 300)
    a, b = sorted((_place(data, dice), _place(data, dice)))
    if a + size <= b and b + size <= len(data):
        data[a : a + size], data[b : b + size] = data[b : b + size], data[a : a + size]


def bend_a_number(data: bytearray, dice: random.Random) -> None:
    """Of a table, a reference, a length, a range."""
    found = dice.choice([*re.finditer(rb"\b\d{1,10}\b", data)])
    said = int(found[0])
    other = dice.choice([0, 1, -1, 2**31, said + 1, said * 10, dice.randrange(999)])
    data[found.start() : found.end()] = str(other).encode()[: len(found[0]) + 2]


def swap_names(data: bytearray, dice: random.Random) -> None:
    names = [*re.finditer(rb"/[A-Z][A-Za-z]{2,14}", data)]
    one, other = dice.choice(names), dice.choice(names)
    data[one.start() : one.end()] = other[0]


def double_an_object(data: bytearray, dice: random.Random) -> None:
    found = dice.choice([*re.finditer(rb"\n\d+ 0 obj.*?endobj\n", data, re.DOTALL)])
    at = dice.choice([len(data), found.end(), data.rfind(b"startxref")])
    data[at:at] = found[0]


def add_a_revision(data: bytearray, dice: random.Random) -> None:
    """An old end of file once more, with whatever stood before it."""
    at = data.rfind(b"xref\n", 0, _place(data, dice))
    data += data[max(at, 0) :][: dice.randrange(30, 3000)] + data[-60:]


DEEDS: list[Deed] = [flip, cut, take_out, put_in, swap, bend_a_number, swap_names, double_an_object,
                     add_a_revision]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bent:
    verdict: str
    fault: str
    seconds: float
    peak: int


def papers(office: Office) -> dict[str, bytes]:
    """One of ours, whole; one of another house; one whose objects are packed in streams."""
    ours = office.seals(office.signs(prepare(page(), PLACES, lasts=True)))
    other = abroad.signer(Certified("RSA-2048"))
    return {
        "ours": ours,
        "foreign": abroad.signed(other),
        "packed": abroad.signed(other, pdf=packed()),
    }


def bend(whole: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    data = bytearray(whole)
    for _ in range(dice.choice([1, 1, 1, 2, 4])):
        with contextlib.suppress(IndexError):  # nothing of that kind is left in it
            dice.choice(DEEDS)(data, dice)
    return bytes(data)


def judge(held: dict[str, bytes], trust: Trust, seed: int) -> Bent:
    whole = [*held.values()][seed % len(held)]
    data = bend(whole, seed)
    signal.alarm(6 * int(PATIENCE))  # a reader that never comes back ends the run
    began = time.process_time()  # a machine that is busy with others is no file's fault
    said = verify(data, trust).verdict
    took = time.process_time() - began
    signal.alarm(0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    wrong = said == "valid" and not _signed_bytes_stand(whole, data)
    late = "took too long" if took > PATIENCE else ""
    return Bent(said, "valid though its signed bytes changed" if wrong else late, took, peak)


def _signed_bytes_stand(whole: bytes, data: bytes) -> bool:
    """Whether every byte that a signature of the whole paper covers is where it was."""
    for one in RANGE.findall(whole):
        _, before, start, after = map(int, one)
        if whole[:before] != data[:before] or whole[start : start + after] != data[start:][:after]:
            return False
    return True


def main(files: int = 10_000) -> int:
    """Every core; a reader that falls over would end the run with its own traceback."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-keys-"))
    found_authority(folder)
    office = Office(
        Authority(folder, FONT),
        issue(folder, "minh", "Nguyễn Văn Minh", "UBND huyện Hoằng Hóa", PIN),
        issue(folder, "huyen", "UBND huyện Hoằng Hóa", "UBND huyện Hoằng Hóa", PIN),
    )
    held = papers(office)
    trust = both(office.trust, abroad.trust(Path(tempfile.mkdtemp(prefix="fuzz-theirs-"))))
    if {verify(one, trust).verdict for one in held.values()} != {"valid"}:
        raise SystemExit("the papers themselves are not valid")
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(
        os.cpu_count(), fork, initializer=_bound, initargs=(held, trust)
    ) as pool:
        bent = [*pool.map(_judge_here, range(files), chunksize=50)]
    return _told(bent)


_here: list[tuple[dict[str, bytes], Trust]] = []
"""What a child was forked with: whom one believes does not travel between processes."""


def _judge_here(seed: int) -> Bent:
    return judge(*_here[0], seed)


def _bound(held: dict[str, bytes], trust: Trust) -> None:
    _here[:] = [(held, trust)]
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (ROOM, ROOM))


def both(one: Trust, other: Trust) -> Trust:
    return Trust(one.roots + other.roots, one.others + other.others, one.crls + other.crls)


def _told(bent: list[Bent]) -> int:
    click.echo(f"{len(bent)} files: {dict(collections.Counter(one.verdict for one in bent))}")
    slowest, hungriest = max(one.seconds for one in bent), max(one.peak for one in bent)
    click.echo(f"slowest {slowest:.2f} s, peak of a reader {hungriest >> 20} MiB")
    for seed, one in enumerate(bent):
        if one.fault:
            click.echo(f"seed {seed}: {one.fault}")
    return int(any(one.fault for one in bent))


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
