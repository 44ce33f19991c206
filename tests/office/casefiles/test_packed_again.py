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
from tests.office.casefiles.test_read_by_request import asked
from tests.office.outcome import change
from workflows import Refused

pytestmark = pytest.mark.sent
MADE = "Gói hồ sơ đang được lập"
ASKS = 'id="handed" hx-get=""'
TAKES = "/accept_transfer"


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


def test_thu_sees_the_package_come_and_what_she_may_do_with_it_without_opening_the_page_anew(
    one_cast: Cast,
):
    """The part that asks again holds the act too, which is hers only once the package is there."""
    path = handed(one_cast)
    page = one_cast.thu.browser().get(path).text
    assert ASKS in page
    assert TAKES not in page
    pack()
    page = one_cast.thu.browser().get(path).text
    assert ASKS not in page
    part = page.split('id="handed"', 1)[1].split('class="others"', 1)[0]
    assert TAKES in part


def test_while_an_act_stands_open_there_it_does_not_ask(one_cast: Cast):
    """A colleague's request waits for Hoa: her words would go with each answer."""
    path = handed(one_cast)
    asked(one_cast.cv_tckh)
    page = one_cast.hoa.browser().get(path).text
    assert MADE in page
    assert ASKS not in page


def _due() -> None:
    change(Job, {"kind": packing.KIND}, lease_until=now())


def _signed(path: str) -> list[dict]:
    """What the manifest says of each file that bears signatures."""
    with zipfile.ZipFile(store().path(case_of(path).package_sha256)) as packed:
        said = json.loads(packed.read(MANIFEST))
    files = [one for document in said["documents"] for one in document["files"]]
    return [one for one in files if "signatures" in one]
