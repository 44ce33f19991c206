"""What a commune had that is no more: asked for by Kiên, let out by who came after it (ORG-15)."""

import json
import zipfile
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from server import jobs
from server.database import db
from server.exporting import packing, services
from server.ledger.heads import sign_head_now
from server.ledger.outside.bundle import examine
from server.ledger.sequencing import place_all
from server.org import ended
from server.reorganising.minutes import lay_out
from server.reorganising.models import AgencyHandover
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import why
from tests.office.exporting.test_an_agency_leaves import WHY, rows
from tests.office.reorganising import test_renamed as renamed
from tests.office.reorganising.merging import approved, at_midnight, done, new_day
from tests.office.reorganising.test_midnight import presented

OLD, NEW = "hoangphu", "hoangphu2"


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


@pytest.fixture
def merged(cast: Cast) -> Cast:
    """A letter that was done and one that was open; the midnight has come."""
    done_already = presented(cast.dao)
    papers.ok(cast.anh.does(done_already, "for_info", {"to": ["chuyenvien.hoangphu"]}))
    presented(cast.dao, number="8")
    done(approved())
    with at_midnight():
        for row_id in db.session.scalars(select(AgencyHandover.id)).all():
            lay_out(row_id)
    place_all()
    sign_head_now()
    return cast


def packed(place: Path, code: str) -> zipfile.ZipFile:
    packing.pack(ended.agency_ever(code), place, lambda _percent: None)
    return zipfile.ZipFile(place)


def test_kien_asks_and_the_chair_of_the_successor_agrees_and_takes_it(merged: Cast):
    with at_midnight():
        kien, anh = merged.kien.actor, merged.anh.actor
        assert anh.agency_code == NEW
        made = services.propose(kien, OLD, reason=WHY)
        assert why(services.confirm, merged.minh.actor, made.id) == "not_found"
        page = new_day(merged.anh).browser().get("/exports").text
        assert "UBND xã Hoằng Phú (đến " in page and "Đồng ý, lập tệp" in page
        assert 'href="/exports"' in merged.anh.browser().get("/").text
        jobs.work(services.confirm(anh, made.id).job_id)
        assert zipfile.is_zipfile(services.take(anh, made.id))
        assert f'value="{OLD}"' in merged.kien.browser().get("/exports").text


def test_it_holds_what_was_closed_there_and_the_successors_holds_what_goes_on(merged, tmp_path):
    with at_midnight():
        old, new = packed(tmp_path / "old.zip", OLD), packed(tmp_path / "new.zip", NEW)
    there = [[one["number"] for one in rows(it, "incoming_documents")] for it in (old, new)]
    assert there == [["1250"], ["8"]]
    assert [one["number"] for one in rows(old, "register_rows")] == [1, 2], "the whole closed book"
    assert {"vanthu.hoangphu"} <= {one["account"] for one in rows(old, "persons")}
    for archive in (old, new):
        examine(archive.read(packing.PROOFS).decode().splitlines())
    handed = [[one["called"] for one in rows(it, "handed_over")] for it in (old, new)]
    assert handed[0] and handed[0] == handed[1], "who gave and who took: the same list"
    minutes = [[one["what"] for one in rows(it, "signed_lists")] for it in (old, new)]
    (given,) = minutes[0]
    assert "bàn giao cho" in given and given in minutes[1]
    (row,) = rows(old, "signed_lists")
    assert any(row["file_sha256"] in name for name in old.namelist()), "and their file"
    guide = old.read(packing.GUIDE).decode()
    assert "Đã kết thúc hoạt động từ ngày" in guide
    assert "Ủy ban nhân dân xã Hoằng Phú (mới)" in guide
    told = [json.loads(it.read(packing.MANIFEST))["until"] for it in (old, new)]
    assert bool(told[0]) and not told[1]


def test_one_that_is_to_come_has_nothing_yet_and_a_stranger_is_none(cast: Cast):
    approved()
    for code in (NEW, "tinh", "khong-co"):
        assert why(services.propose, cast.kien.actor, code, reason=WHY) == "unknown_agency"


def test_under_another_name_it_is_the_same_one_and_takes_all_of_it_along(cast: Cast, tmp_path):
    """The row of the old name is closed, its papers stay there (§2.4)."""
    path = presented(cast.dao)
    papers.ok(cast.anh.does(path, "for_info", {"to": ["chuyenvien.hoangphu"]}))
    plan = renamed.approved(renamed.drafted())
    done(plan)
    with at_midnight(plan.effective_on):
        archive = packed(tmp_path / "a.zip", OLD)
    assert len(rows(archive, "agencies")) == 2
    assert len(rows(archive, "incoming_documents")) == 1
