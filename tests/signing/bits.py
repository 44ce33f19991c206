"""One bit of a signed paper is turned at so many places, and each is judged (PEERS §4, 21).

    .venv/bin/python -m tests.signing.bits [PLACES]

PLACES (1000), evenly over all that the seal signs; it ends with 1 where one is not called invalid,
or the paper as it was is not called valid.
"""

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

import click

from signing import Authority, Trust, found_authority, issue, prepare, verify
from tests.signing.desk import FONT, PIN, PLACES, Office, page
from tests.signing.published import RANGE


def turned(whole: bytes, places: int) -> list[bytes]:
    """Copies of a paper, one bit of each another, at a place that its last signature covers."""
    _, before, start, after = map(int, RANGE.findall(whole)[-1])
    covered, dice = before + after, random.Random(21)  # noqa: S311 - the same bits each time
    copies = []
    for n in range(places):
        at = n * covered // places
        at += start - before if at >= before else 0
        one = bytearray(whole)
        one[at] ^= 1 << dice.randrange(8)
        copies.append(bytes(one))
    return copies


def judged(whole: bytes, trust: Trust, places: int) -> Counter[str]:
    """The verdicts on the copies."""
    return Counter(verify(one, trust).verdict for one in turned(whole, places))


def main(places: int = 1000) -> int:
    folder = Path(tempfile.mkdtemp(prefix="bits-keys-"))
    found_authority(folder)
    names = (("minh", "Nguyễn Văn Minh"), ("huyen", "UBND huyện Hoằng Hóa"))
    keys = [issue(folder, key, name, "UBND huyện Hoằng Hóa", PIN) for key, name in names]
    office = Office(Authority(folder, FONT), *keys)
    whole = office.seals(office.signs(prepare(page(), PLACES, lasts=True)))
    good, found = verify(whole, office.trust).verdict, judged(whole, office.trust, places)
    click.echo(f"as it was: {good}; one bit turned at {places} places: {dict(found)}")
    return int(good != "valid" or found != {"invalid": places})


if __name__ == "__main__":
    raise SystemExit(main(*map(int, sys.argv[1:])))
