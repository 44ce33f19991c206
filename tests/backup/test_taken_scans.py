"""A scan taken out of a result, a case file or a draft is destroyed in an older copy too (SEC-04).

In the copy of the day before it lies where it was.
"""

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from server.backup.laying_back import lay_back
from server.config import Settings
from server.documents import purged_again
from server.files import store
from server.ledger import sequencing
from server.ledger.checking.whole import findings
from server.office import office
from server.papers import tombstones
from server.papers.services import files_of
from tests.backup.tonight import opened, saved
from tests.cast import Cast
from tests.office import papers
from tests.office.casefiles import keeping
from tests.office.incoming.shredder import WHY
from tests.office.incoming.test_reading import picture
from tests.office.outcome import id_of
from tests.office.outgoing import files
from tests.office.scanned.laying import NAME, SECRET, held, needs_data, reads_all, task_with

pytestmark = needs_data


def _task(cast: Cast) -> str:
    return task_with(cast, SECRET)


def _case_file(cast: Cast) -> str:
    path = keeping.opened(cast.nam)
    said = {"title": "Biên bản làm việc", "day": "2026-01-05"}
    given = {"file": (io.BytesIO(picture(SECRET)), NAME), **said}
    papers.ok(cast.nam.asks("POST", f"{path}/files", data=given))
    return path


def _draft(cast: Cast) -> str:
    return files.handed_in(cast, picture(SECRET, "PDF"))


@pytest.mark.parametrize("laid", [_task, _case_file, _draft])
def test_it_goes_from_where_it_was_and_leaves_a_tombstone_again(
    one_cast: Cast, room: Path, laid: Callable[[Cast], str]
):
    path = laid(one_cast)
    kind = path.split("/")[1]
    tar = saved(one_cast, room)
    reads_all()
    bytes_of_it = set(tombstone_of(one_cast))
    there = Settings(home=room / "new")
    there.home.mkdir()
    list_ = (office().cabinet.keys.parent / tombstones.LIST).read_bytes()
    (there.home / tombstones.LIST).write_bytes(list_)
    lay_back(there, tar)
    with opened(there) as again:
        assert bytes_of_it & {*store().walk()}, "the copy has it"
        assert purged_again.purge_again() == 1
        assert not bytes_of_it & {*store().walk()}
        assert not any(one.sha256 in bytes_of_it for one in files_of(kind, id_of(path)))
        page = again.nam.browser().get(path)
        assert page.status_code == 200 and f"T{held().id}, đã tiêu hủy" in page.text
        stone = tombstones.tombstone_of("incoming", held().id)
        assert stone is not None and {*stone.digests} >= bytes_of_it
        assert stone.reason == WHY["reason"] and "Minh" in stone.confirmed_by
        assert purged_again.purge_again() == 0, "and it is done"
        sequencing.sequence()
        assert list(findings()) == []


def tombstone_of(cast: Cast) -> list[str]:
    """Lan and Minh destroy it in the office of today; which bytes went."""
    path = f"/incoming/{held().id}"
    assert cast.lan.does(path, "purge", WHY).status_code == 202
    papers.ok(cast.minh.does(path, "purge"))
    (line,) = tombstones.listed()
    return list(line["digests"])


def test_the_list_says_where_it_was_and_the_office_of_today_has_nothing_to_do(one_cast: Cast):
    path = _task(one_cast)
    reads_all()
    tombstone_of(one_cast)
    (line,) = tombstones.listed()
    assert line["taken"] == [path.strip("/")]
    assert purged_again.purge_again() == 0
