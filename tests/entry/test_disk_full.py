"""The disk under a real office takes nothing more, and then again: a quota that the kernel keeps.

`RLIMIT_FSIZE` is set on the process that serves: whatever it writes to a file is refused, as on a
full disk, the database's own log too.
"""

import contextlib
import resource
import shutil
import sqlite3
import urllib.error
from http import HTTPStatus

import pytest

from tests.entry.webs import one_web
from tests.office.papers import DRAFT


@pytest.fixture
def web(tmp_path, people_home):
    shutil.copytree(people_home, tmp_path / "home")
    with one_web(tmp_path / "home") as one:
        yield one


@contextlib.contextmanager
def full(webs):
    """Nothing that the web process writes is kept; its pool and its memory go on."""
    (worker,) = webs.workers()
    before = resource.prlimit(worker, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(worker, resource.RLIMIT_FSIZE, before)


def test_reading_goes_on_nothing_is_half_done_and_all_is_well_again_with_room(web, tmp_path):
    draft = web.asks("nam", "/outgoing", DRAFT)
    path = f"/outgoing/{draft['id']}"
    with full(web):
        with pytest.raises(urllib.error.HTTPError) as no:
            web.asks("nam", f"{path}/actions/submit", {})
        assert no.value.code in (HTTPStatus.INSUFFICIENT_STORAGE, HTTPStatus.SERVICE_UNAVAILABLE)
        assert b'"disk_f' in no.value.read()
        assert web.asks("nam", path)["state"] == "DRAFT"
    assert web.asks("nam", f"{path}/actions/submit", {})["state"] == "SUBMITTED"
    assert web.asks("nam", path)["state"] == "SUBMITTED"
    with contextlib.closing(sqlite3.connect(tmp_path / "home" / "office.db")) as book:
        assert book.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (opened,) = book.execute("SELECT count(*) FROM read_log").fetchone()
    assert opened == 2, "the opening while it was full is written down too"
