"""A province counts on a standby: what Minh is told there is seconds old, what he keeps is not."""

import shutil

import pytest
from flask import Flask
from sqlalchemy import Engine, create_engine, select

from server.clock import today
from server.database import db
from server.office import office
from server.reports.models import KeptReport
from server.standby import STANDBY
from tests.cast import Cast
from tests.office.incoming import desk
from tests.office.reports.test_kept import wants

ASKED = f"/reports/incoming?by=unit&first={today()}&last={today()}"


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


@pytest.fixture
def standby(cast, tmp_path):
    """What the office was a moment ago: one letter in its register."""
    desk.registered(cast, number="1")
    db.session.rollback()
    shutil.copyfile(office().home / "office.db", tmp_path / "standby.db")
    for beside in ("-wal", "-shm"):
        shutil.copyfile(office().home / f"office.db{beside}", tmp_path / f"standby.db{beside}")
    engine = create_engine(f"sqlite:///{tmp_path / 'standby.db'}")
    db.engines[STANDBY] = engine
    yield engine
    del db.engines[STANDBY]
    engine.dispose()


def counted(cast: Cast) -> int:
    return sum(row["cells"][0] for row in cast.minh.sees(ASKED)["rows"])


def test_minh_is_told_what_the_standby_has_and_keeps_what_the_office_has(cast, standby: Engine):
    desk.registered(cast, number="2")
    assert counted(cast) == 1
    assert wants(cast.minh, "incoming-unit").status_code == 302
    assert db.session.scalar(select(KeptReport)).figures["sums"][0] == 2


def test_where_the_standby_is_away_the_office_counts_itself(
    cast, standby: Engine, tmp_path, capsys
):
    desk.registered(cast, number="2")
    standby.dispose()
    db.engines[STANDBY] = create_engine(f"sqlite:///{tmp_path}/not/there.db")
    assert counted(cast) == 2
    assert "the standby did not answer" in "".join(capsys.readouterr())
