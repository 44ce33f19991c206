"""Fifteen years on every certificate in a package has ended: who saw it in its day proves it."""

import datetime as dt
import json
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.commands.verifying import verify
from server.files import store
from server.ledger import asking, heads, sequencing, witnesses
from server.office import office
from signing.verifier import judging
from tests.cast import Cast
from tests.office.casefiles.keeping import case_of, packed

pytestmark = pytest.mark.sent


@pytest.fixture
def commune(one_cast: Cast):
    """Hoằng Phú countersigns the district's heads when Nam hands his file over."""
    sequencing.place_all()
    heads.sign_head_now()
    witness = asking.found_here("hoangphu")
    witness.watch(heads.log_key())
    witnesses.ask(str(witness.key))
    return witness


@pytest.fixture
def package(commune, one_cast: Cast, tmp_path: Path) -> Path:
    path = packed(one_cast)
    return shutil.copy(store().path(case_of(path).package_sha256), tmp_path / "ho-so.zip")


@pytest.fixture
def later(monkeypatch) -> dt.datetime:
    """The reader's clock."""
    at = dt.datetime.now(dt.UTC) + dt.timedelta(days=15 * 365)
    monkeypatch.setattr(judging, "_now", lambda: at)
    return at


def said_of(package: Path, *more: str):
    asked = [str(package), "--trust", str(office().cabinet.keys), *more]
    return CliRunner().invoke(verify, asked)


def test_whose_witness_the_reader_knows_judges_the_signatures_by_that_day(package, commune, later):
    alone = said_of(package)
    assert alone.exit_code == 1 and "CHƯA kết luận được" in alone.output
    seen = said_of(package, "--witness", str(commune.key))
    assert seen.exit_code == 0, seen.output
    assert "nguyên vẹn, khớp nhật ký" in seen.output
    assert f"{_today()})" in seen.output and f"{later:%d/%m/%Y}" not in seen.output


def _today() -> str:
    return f"{dt.datetime.now(dt.timezone(dt.timedelta(hours=7))):%d/%m/%Y}"


def test_a_program_reads_by_which_day_it_was_judged(package, commune, later):
    one = json.loads(said_of(package, "--json", "--witness", str(commune.key)).output)
    assert one["verdict"] == "valid"
    assert abs(dt.datetime.fromisoformat(one["as_of"]) - (later - dt.timedelta(15 * 365))) < MORNING
    assert json.loads(said_of(package, "--json").output)["as_of"] is None


MORNING = dt.timedelta(hours=1)


def test_a_witness_that_never_saw_it_proves_nothing_and_breaks_nothing(package, one_cast, later):
    stranger = asking.found_here("hoangdong")
    got = said_of(package, "--witness", str(stranger.key))
    assert got.exit_code == 1 and "CHƯA kết luận được" in got.output
    assert "hoangdong chưa ký xác nhận điểm chốt này" in got.output
    assert "KHÔNG nguyên vẹn" not in got.output


def test_the_guide_in_the_package_says_what_to_keep_for_that_day(package):
    with zipfile.ZipFile(package) as parcel:
        guide = parcel.read("README.txt").decode()
    assert "--witness" in guide and "log.pub" in guide
