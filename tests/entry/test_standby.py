"""A real standby follows the database, and reports are asked of it: streaming replication."""

import shutil

import pytest
from sqlalchemy import create_engine, text

from server.clock import today
from server.config import Settings
from server.doctor.standby import standby_told
from tests import offices, services
from tests.entry.watching import until
from tests.entry.webs import one_web
from tests.office.papers import DRAFT

COUNTING = """SELECT count(*) FROM pg_stat_activity
    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"""
REPORT = f"/reports/outgoing?by=unit&first={today()}&last={today()}"


@pytest.fixture
def primary(people_home):
    with services.standing_postgres() as server:
        offices.moved_to(server.url, people_home)
        yield server


@pytest.fixture
def standby(primary):
    with services.standby_of(primary) as server:
        yield server


def _asked(standby) -> int:
    """The office's lines to it: it has none until it asks."""
    engine = create_engine(standby.url)
    with engine.connect() as line:
        times = line.scalar(text(COUNTING))
    engine.dispose()
    return times


def test_the_report_is_of_the_standby_and_the_office_does_not_need_it(
    tmp_path, people_home, primary, standby
):
    shutil.copytree(people_home, tmp_path / "home")
    (tmp_path / "home" / "office.db").unlink()
    asked = Settings(home=tmp_path / "home", standby_url=standby.url)
    until(lambda: standby_told(asked)[0], "it follows")
    assert "mới đến" in standby_told(asked)[1]
    with one_web(tmp_path / "home", database_url=primary.url, standby_url=standby.url) as web:
        web.asks("nam", "/outgoing", DRAFT)
        assert _asked(standby) == 0
        assert "rows" in web.asks("minh", REPORT)
        assert _asked(standby) == 1
        standby.goes()
        assert "rows" in web.asks("minh", REPORT)
        standby.comes()
    assert standby_told(Settings(home=tmp_path, standby_url=primary.url)) == (
        False, "không phải bản sao chỉ đọc của cơ sở dữ liệu chính",
    )  # fmt: skip
    gone = standby_told(Settings(home=tmp_path, standby_url="postgresql://127.0.0.1:1/x"))
    assert not gone[0] and "báo cáo lấy ở cơ sở dữ liệu chính" in gone[1]
