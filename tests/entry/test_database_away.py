"""PostgreSQL goes away under a real office and comes back: nobody restarts the office for it."""

import json
import shutil
import urllib.error
import urllib.request

import pytest

from tests import offices, services
from tests.entry.watching import PATIENCE
from tests.entry.webs import one_web
from tests.office.papers import DRAFT


@pytest.fixture
def database():
    with services.standing_postgres() as server:
        yield server


@pytest.fixture
def web(tmp_path, people_home, database):
    shutil.copytree(people_home, tmp_path / "home")
    (tmp_path / "home" / "office.db").unlink()
    offices.moved_to(database.url, people_home)
    with one_web(tmp_path / "home", database_url=database.url) as one:
        yield one


def test_it_says_so_meanwhile_and_goes_on_by_itself_afterwards(web, database):
    draft = web.asks("nam", "/outgoing", DRAFT)
    path = f"/outgoing/{draft['id']}"
    database.goes()
    for where, said in ((path, None), (f"{path}/actions/submit", {})):
        with pytest.raises(urllib.error.HTTPError) as no:
            web.asks("nam", where, said)
        assert (no.value.code, no.value.headers["Retry-After"]) == (503, "60")
        assert json.load(no.value)["code"] == "database_away"
    with pytest.raises(urllib.error.HTTPError) as down:
        urllib.request.urlopen(f"{web.address}/readyz", timeout=PATIENCE)
    assert b"database: down" in down.value.read()
    database.comes()
    assert web.asks("nam", path)["state"] == "DRAFT"
    assert web.asks("nam", f"{path}/actions/submit", {})["state"] == "SUBMITTED"
