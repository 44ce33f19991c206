"""The office as one file, and back: whole or not at all; what was destroyed stays so (SEC-04)."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import create_engine, select, text

from server import schema
from server.backup.laying_back import REMEMBERED, NotEmpty, lay_back
from server.commands import backing_up
from server.config import Settings
from server.database import Base, db
from server.documents import purged_again
from server.files import store
from server.ledger import asking, heads, sequencing
from server.ledger.checking import whole as checking
from server.office import office
from server.papers import tombstones
from tests import services
from tests.backup.tonight import opened, saved, settings_of
from tests.cast import Cast
from tests.office.front.test_finding import ids
from tests.office.incoming import desk
from tests.office.incoming.shredder import MARK, WHY, purged, rows_with, secret
from tests.office.outcome import refused, state_of
from tests.office.papers import ok

FREE = {"reason": "Dấu nội bộ, không phải mật."}


def all_rows() -> dict[str, list[str]]:
    db.session.rollback()
    return {
        table.name: sorted(str(dict(row)) for row in db.session.execute(select(table)).mappings())
        for table in Base.metadata.sorted_tables
    }


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_what_is_laid_back_is_the_office_row_for_row_and_file_for_file(
    cast: Cast, room: Path, postgres_server: str, target: str
) -> None:
    """From either database to either: a commune that grows takes its backup along."""
    path = desk.registered(cast, subject=f"V/v {MARK}")
    secret(cast)
    sequencing.sequence()
    tar = saved(cast, room)
    rows, files = all_rows(), [*store().walk()]
    with _empty_database(postgres_server, target) as url:
        there = Settings(home=room / "new", database_url=url)
        lay_back(there, tar)
        with opened(there) as again:
            assert all_rows() == rows
            assert [*store().walk()] == files
            assert again.lan.sees(path)["subject"] == f"V/v {MARK}"
            assert again.lan.browser().get("/").status_code == 200
            assert len(ids(again.lan, MARK)) == 1
            assert [one for one in checking.findings() if "khóa cách ly" not in one] == []
            assert again.lan.sees(desk.registered(again, number="9"))["arrival_no"] == 2


def test_an_office_laid_back_into_postgresql_has_every_index(
    one_cast: Cast, room: Path, postgres_server: str
) -> None:
    """Those of words are left out while the rows are laid in: a search without them reads all."""
    tar = saved(one_cast, room)
    with services.database(postgres_server) as url, services.database(postgres_server) as bare:
        lay_back(Settings(home=room / "new", database_url=url), tar)
        engine = create_engine(bare)
        schema.bring_up(engine)
        engine.dispose()
        known = "SELECT count(DISTINCT tablename) FROM pg_stats WHERE schemaname = 'public'"
        assert _said(url, known)[0] > 5, "and knows what lies in its tables"
        assert _indexes(url) == _indexes(bare)
        assert len([one for one in _indexes(url) if "USING gin" in one]) == 3


def _indexes(url: str) -> list[Any]:
    mine = "SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() ORDER BY 1"
    return _said(url, mine)


def _said(url: str, asked: str) -> list[Any]:
    engine = create_engine(url)
    with engine.connect() as line:
        found = list(line.scalars(text(asked)))
    engine.dispose()
    return found


@contextmanager
def _empty_database(server: str, target: str) -> Iterator[str]:
    if target == "sqlite":
        yield ""
        return
    with services.database(server) as url:
        yield url


def test_nothing_of_what_may_be_a_secret_is_in_it_in_plain_nor_its_key(
    cast: Cast, room: Path
) -> None:
    """Where the key was carried there by hand, it opens; else it stays shut."""
    path, key = secret(cast), store().box.place.read_bytes()
    tar = saved(cast, room)
    data = tar.read_bytes()
    assert MARK.lower().encode() not in data.lower() and key not in data
    there = Settings(home=room / "new")
    lay_back(there, tar)
    with opened(there) as again:
        refused(again.lan.asks("GET", f"{path}/files/1"), "locked_away")
        (there.home / "quarantine.key").write_bytes(key)
        ok(again.minh.does(path, "release", FREE))
        assert again.lan.sees(path)["subject"] == f"V/v {MARK}"


def test_what_was_destroyed_after_the_backup_is_gone_again(one_cast: Cast, room: Path) -> None:
    """Its list lies in the new home before anything else does, and is not overwritten."""
    path = secret(one_cast)
    ok(one_cast.minh.does(path, "release", {"reason": "Chưa rõ"}))
    tar = saved(one_cast, room)
    ok(one_cast.lan.does(path, "quarantine", WHY))
    purged(one_cast, path)
    there = Settings(home=room / "new")
    there.home.mkdir()
    carried = (office().cabinet.keys.parent / tombstones.LIST).read_bytes()
    (there.home / tombstones.LIST).write_bytes(carried)
    lay_back(there, tar)
    with opened(there):
        assert state_of(path) == "ARRIVED" and rows_with(MARK) != []
        assert purged_again.purge_again() == 1
        assert (state_of(path), rows_with(MARK), [*store().walk()]) == ("PURGED", [], [])
        assert len(tombstones.listed()) == 1


def test_a_backup_brings_its_own_purge_list_and_no_line_twice(one_cast: Cast, room: Path) -> None:
    purged(one_cast, secret(one_cast))
    tar, there = saved(one_cast, room), Settings(home=room / "new")
    there.home.mkdir()
    (own,) = tombstones.listed()
    other = json.dumps(own | {"paper_id": 99}, sort_keys=True)
    mine = (office().cabinet.keys.parent / tombstones.LIST).read_text()
    (there.home / tombstones.LIST).write_text(f"{other}\n{mine}")
    lay_back(there, tar)
    with opened(there):
        assert [line["paper_id"] for line in tombstones.listed()] == [99, own["paper_id"]]


def test_what_the_house_remembers_of_the_log_outlives_an_older_copy(
    one_cast: Cast, room: Path
) -> None:
    """The copy's log is shorter than the head that was published since: the check says so."""
    _on_record(one_cast, "1")
    tar, there = saved(one_cast, room), Settings(home=room / "new")
    _on_record(one_cast, "2")
    asking.found_here("hoangphu")
    there.home.mkdir()
    for name in REMEMBERED:
        shutil.move(office().home / name, there.home / name)
    lay_back(there, tar)
    with opened(there):
        assert (asking.folder() / "hoangphu").is_dir()
        assert any("một bản cũ đã được phục hồi" in one for one in checking.findings())


def _on_record(cast: Cast, number: str) -> None:
    """A paper more is under a signed head of the log."""
    desk.registered(cast, number=number)
    sequencing.place_all()
    heads.sign_head_now()


def test_into_a_home_where_something_lies_nothing_is_laid(one_cast: Cast, room: Path) -> None:
    tar, home = saved(one_cast, room), room / "new"
    home.mkdir()
    (home / "office.db").write_bytes(b"somebody's office")
    with pytest.raises(NotEmpty, match=r"office\.db"):
        lay_back(Settings(home=home), tar)
    assert [one.name for one in home.iterdir()] == ["office.db"]
    assert (home / "office.db").read_bytes() == b"somebody's office"


def test_a_home_that_is_a_disk_of_its_own_is_refused_in_words(
    one_cast: Cast, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It could not be given the new office's place in one move."""
    tar = saved(one_cast, room)
    monkeypatch.setattr("os.path.ismount", lambda place: Path(place) == room / "new")
    with pytest.raises(NotEmpty, match="điểm gắn đĩa"):
        lay_back(Settings(home=room / "new"), tar)


def test_into_a_database_with_tables_nothing_is_laid(
    one_cast: Cast, room: Path, people_database: str
) -> None:
    there = Settings(home=room / "new", database_url=people_database)
    with pytest.raises(NotEmpty, match="đã có bảng"):
        lay_back(there, saved(one_cast, room))


def test_files_that_are_kept_elsewhere_go_there(one_cast: Cast, room: Path) -> None:
    secret(one_cast)
    tar, files = saved(one_cast, room), [*store().walk()]
    there = Settings(home=room / "new", storage_url=f"file:{room / 'kho'}")
    lay_back(there, tar)
    assert not (room / "new" / "store").exists()
    with opened(there):
        assert store().shelf.root == room / "kho" and [*store().walk()] == files


def test_the_commands_say_what_they_did_and_what_they_will_not(
    one_cast: Cast, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret(one_cast)
    tar, shell = room / "tonight.tar", CliRunner()
    monkeypatch.setenv("CONGSO_HOME", str(settings_of(one_cast).home))
    made = shell.invoke(backing_up.backup, [str(tar)])
    assert (made.exit_code, made.stdout[:1]) == (0, "✓") and "quarantine.key" in made.stderr
    again = shell.invoke(backing_up.backup, [str(tar)])
    assert again.exit_code == 1 and "hãy chọn tên khác" in again.stderr
    assert tar.stat().st_mode & 0o777 == 0o600
    there = shell.invoke(backing_up.restore, [str(tar)])
    assert there.exit_code == 1 and "không trống" in there.stderr
    monkeypatch.setenv("CONGSO_HOME", str(room / "new"))
    laid = shell.invoke(backing_up.restore, [str(tar)])
    assert (laid.exit_code, laid.stdout[:1]) == (0, "✓"), laid.output


def test_one_that_leaves_the_house_is_locked_under_a_passphrase(
    one_cast: Cast, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the log's key, nor a row, nor a file is in it in plain; its size alone is told."""
    path = desk.registered(one_cast, subject=f"V/v {MARK}")
    tar, shell, words = room / "tonight.tar", CliRunner(), room / "words"
    words.write_text("con trâu đi trước cái cày theo sau\n")
    monkeypatch.setenv("CONGSO_HOME", str(settings_of(one_cast).home))
    made = shell.invoke(backing_up.backup, [str(tar), "--passphrase-file", str(words)])
    assert (made.exit_code, made.stdout[:1]) == (0, "✓"), made.output
    assert not any(one in tar.read_bytes() for one in (b"PRIVATE KEY", b"SQLite", b"office.db"))
    monkeypatch.setenv("CONGSO_HOME", str(room / "new"))
    assert "--passphrase-file" in shell.invoke(backing_up.restore, [str(tar)]).stderr
    laid = shell.invoke(backing_up.restore, [str(tar), "--passphrase-file", str(words)])
    assert (laid.exit_code, laid.stdout[:1]) == (0, "✓"), laid.output
    with opened(Settings(home=room / "new")) as again:
        assert again.lan.sees(path)["subject"] == f"V/v {MARK}"


def test_a_passphrase_that_can_be_guessed_locks_nothing(
    one_cast: Cast, room: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGSO_HOME", str(settings_of(one_cast).home))
    (room / "words").write_text("trâu\n")
    asked = [str(room / "tonight.tar"), "--passphrase-file", str(room / "words")]
    made = CliRunner().invoke(backing_up.backup, asked)
    assert made.exit_code == 2 and "12 ký tự" in made.stderr
    assert not (room / "tonight.tar").exists()
