"""A fault of ours is no verdict on a file, and is not packed as one for ever (AR-05, LTV-03)."""

import json
import zipfile
from concurrent.futures.process import BrokenProcessPool

import pytest

from server import pool, press
from server.archive import packing
from server.archive.checking import MANIFEST
from server.clock import now
from server.files import store
from server.jobs import TRIES, Job
from tests.cast import Cast
from tests.office.casefiles.keeping import case_of, handed, pack
from tests.office.outcome import change
from workflows import Refused

pytestmark = pytest.mark.sent
MADE = "Gói hồ sơ đang được lập"


def _falls(bent: pytest.MonkeyPatch, fault: Exception) -> None:
    """The verifier's child, or the one that draws, and nothing else."""
    really = pool.submit

    def submit(call, *given, **more):
        if call is press.read_signatures:
            raise fault
        return really(call, *given, **more)

    def ask(*_given):
        raise fault

    if isinstance(fault, Refused):
        bent.setattr(packing, "ask", ask)
    else:
        bent.setattr(pool, "submit", submit)


@pytest.mark.parametrize(
    "fault",
    [BrokenProcessPool("killed"), TimeoutError(), Refused("inspection_failed")],
    ids=["killed", "stuck", "not drawn"],
)
def test_it_is_packed_at_the_next_try_with_the_verdict(one_cast: Cast, monkeypatch, fault):
    path = handed(one_cast)
    with monkeypatch.context() as bent:
        _falls(bent, fault)
        pack()
    assert case_of(path).package_sha256 == ""
    assert MADE in one_cast.thu.browser().get(path).text, "it is tried again, and said so"
    _due()
    pack()
    signed = _signed(path)
    assert signed and all(one["signatures"]["verdict"] != "unreadable" for one in signed)
    assert all(one["pdfa"] for one in signed)


@pytest.mark.parametrize(
    ("fault", "said"),
    [(BrokenProcessPool("killed"), "unreadable"), (Refused("inspection_failed"), "valid")],
    ids=["killed", "not drawn"],
)
def test_a_paper_that_no_child_bears_keeps_its_file_from_the_archive_no_longer_than_five_tries(
    one_cast: Cast, monkeypatch, fault, said
):
    path = handed(one_cast)
    _falls(monkeypatch, fault)
    for _ in range(TRIES):
        assert case_of(path).package_sha256 == ""
        _due()
        pack()
    signed = _signed(path)
    assert {one["signatures"]["verdict"] for one in signed} == {said}
    assert all(bool(one["pdfa"]) == (said == "unreadable") for one in signed)


def _due() -> None:
    change(Job, {"kind": packing.KIND}, lease_until=now())


def _signed(path: str) -> list[dict]:
    """What the manifest says of each file that bears signatures."""
    with zipfile.ZipFile(store().path(case_of(path).package_sha256)) as packed:
        said = json.loads(packed.read(MANIFEST))
    files = [one for document in said["documents"] for one in document["files"]]
    return [one for one in files if "signatures" in one]
