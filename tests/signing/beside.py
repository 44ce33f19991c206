"""Our verdict beside that of poppler's `pdfsig`, for every file that the tests make, or a folder.

    .venv/bin/python -m tests.signing.beside [FOLDER]

Prints the table of `docs/verification.md`. A folder may hold what others publish: the test files in
pyHanko's source package, for one.
"""

import collections
import logging
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from signing import Authority, Trust, found_authority, issue, prepare, verify
from signing.archiving import stamp_archive
from tests.signing import abroad
from tests.signing.abroad import Certified
from tests.signing.attacks import AFTER
from tests.signing.desk import FONT, PIN, PLACES, Office, page
from tests.signing.forging import forged
from tests.signing.fuzz import both
from tests.signing.published import PUBLISHED
from tests.signing.shadows import SHADOWS
from tests.signing.test_abroad import ODD

Files = Iterator[tuple[str, str, bytes]]


def made(office: Office) -> Files:
    """Family, name and bytes of each."""
    signed = office.signs(prepare(page(), PLACES, lasts=True))
    ours, other = office.seals(signed), abroad.signed(abroad.signer(Certified("RSA-2048")))
    yield from (("sound", "ours", ours), ("sound", "foreign", other), ("half", "signed", signed))
    yield "sound", "archive stamp alone", stamp_archive(page(), office.authority, [1])
    yield from _attacked(ours, other)
    yield from _odd()


def _attacked(ours: bytes, other: bytes) -> Files:
    for name, attack in PUBLISHED.items():
        yield "published", name, attack.forge(ours)
        yield "published", f"{name} (foreign)", attack.forge(other)
    for name, forgery in AFTER.items():
        yield "after the seal", name, forged(ours, forgery)
    for name, (build, deed) in SHADOWS.items():
        faithful = abroad.signed(abroad.signer(Certified()), pdf=build())
        yield "shadow", name, forged(faithful, deed)


def _odd() -> Files:
    for kind in ("RSA-2048", "P-256", "P-384"):
        yield "sound", kind, abroad.signed(abroad.signer(Certified(kind)))
    for name, (who, _, _) in ODD.items():
        yield "unfit certificate", name, abroad.signed(abroad.signer(who))
    for form in ("adbe.x509.rsa_sha1", "adbe.pkcs7.sha1"):
        yield "older form", form, abroad.of_an_older_form(form)
    yield "weak", "SHA-1", abroad.signed(abroad.signer(Certified("RSA-2048")), digest="sha1")


def found(folder: Path) -> Files:
    for one in sorted(folder.rglob("*.pdf")):
        data = one.read_bytes()
        if b"/ByteRange" in data:
            yield "theirs", one.name, data


def pdfsig(data: bytes) -> str:
    """What poppler says: all signatures valid, one not, one of a kind it cannot judge, or none."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as held:
        held.write(data)
        held.flush()
        got = subprocess.run(
            ["pdfsig", "-nocert", held.name], capture_output=True, check=False, timeout=60
        )
    said = re.findall(r"Signature Validation: (.*)", got.stdout.decode(errors="replace"))
    judged = [one for one in said if "not yet been verified" not in one]
    if not judged:
        return "no verdict"
    return "valid" if all("is Valid" in one for one in judged) else "invalid"


def main(*folders: str) -> None:
    logging.disable(logging.CRITICAL)
    keys = Path(tempfile.mkdtemp(prefix="beside-keys-"))
    found_authority(keys)
    office = Office(
        Authority(keys, FONT),
        issue(keys, "minh", "Nguyễn Văn Minh", "UBND huyện Hoằng Hóa", PIN),
        issue(keys, "huyen", "UBND huyện Hoằng Hóa", "UBND huyện Hoằng Hóa", PIN),
    )
    trust = both(office.trust, abroad.trust(Path(tempfile.mkdtemp(prefix="beside-theirs-"))))
    files = (one for folder in folders for one in found(Path(folder))) if folders else made(office)
    _told(files, trust)


def _told(files: Files, trust: Trust) -> None:
    counts: collections.Counter[tuple[str, str, str]] = collections.Counter()
    for family, name, data in files:
        verdict = verify(data, trust)
        ours, theirs = verdict.integrity, pdfsig(data)
        counts[family, ours, theirs] += 1
        if (ours, theirs) not in (("valid", "valid"), ("invalid", "invalid")):
            why = [*verdict.reasons, *(one for s in verdict.signatures for one in s.reasons)]
            click.echo(f"{family} · {name}: ours {ours}, pdfsig {theirs} · {why[:3]}")
    for (family, ours, theirs), count in sorted(counts.items()):
        click.echo(f"| {family} | {ours} | {theirs} | {count} |")


if __name__ == "__main__":
    main(*sys.argv[1:])
