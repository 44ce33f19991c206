"""Templates, groups and phrases go over with the work; two communes become one (ORG-12, ORG-16)."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from server.admin import templates
from server.admin.templates import Wanted
from server.database import db
from server.habits import groups, phrases
from server.org.models import DraftTemplate, PersonChange, Phrase, RecipientGroup
from server.org.templates import templates_of
from tests.cast import Cast
from tests.office.admin.desk import kien
from tests.office.reorganising.merging import approved, at_midnight, done
from tests.office.reorganising.test_midnight import agency, new_day

WEEKLY = Wanted(
    name="Báo cáo tuần", doc_type="Báo cáo", subject="Kết quả công tác tuần", bases=[],
    body=["Trong tuần, xã đã thực hiện:"], to=["huyen", "hoangdong"], for_info=[],
)  # fmt: skip


@pytest.fixture
def cast(one_cast: Cast) -> Cast:
    """Both communes keep a weekly report, one of them in other words; Đào keeps her own group."""
    templates.make(kien(), "hoangphu", wanted=WEEKLY)
    for name in (WEEKLY.name, "Tuần"):
        templates.make(kien(), "hoangdong", wanted=replace(WEEKLY, name=name, to=["huyen"]))
    dao = one_cast.dao.actor
    groups.make(dao, groups.Wanted("Xã bạn", ["hoangdong", "hoangdao"]), shared=True)
    groups.make(dao, groups.Wanted("Của Đào", ["hoangdong", "huyen"]), shared=False)
    phrases.make(dao, phrases.Wanted("Giao Văn phòng.", "directive"), shared=True)
    return one_cast


def kept(model, code: str = "hoangphu2") -> list:
    rows = select(model).filter_by(agency_id=agency(code).id)
    return list(db.session.scalars(rows.order_by(model.id)))


def test_the_new_commune_has_the_templates_of_both_and_the_same_one_once(cast):
    done(approved())
    with at_midnight():
        there = {one.name: one.to for one in templates_of(agency("hoangphu2").id)}
        assert there == {"Báo cáo tuần": ["huyen"], "Tuần": ["huyen"]}, "it writes not to itself"
        offered = new_day(cast.anh).sees("/templates")["items"]
        assert [one["name"] for one in offered] == ["Báo cáo tuần", "Tuần"]


def test_of_one_name_and_other_words_both_are_there_and_say_whose_they_were(cast):
    other = replace(WEEKLY, name="Tuần", body=["Khác."], to=["huyen"])
    templates.make(kien(), "hoangphu", wanted=other)
    done(approved())
    names = {one.name: one.body for one in kept(DraftTemplate)}
    assert names["Tuần"] == ["Khác."]
    assert names["Tuần (UBND xã Hoằng Đồng)"] == WEEKLY.body


def test_what_the_old_one_kept_stands_and_the_new_ones_are_in_the_history(cast):
    before = [(one.name, one.to) for one in kept(DraftTemplate, "hoangphu")]
    said = done(approved())
    assert [(one.name, one.to) for one in kept(DraftTemplate, "hoangphu")] == before
    assert said["moved"]["kept"] == 2 + 1 + 1 + 1
    row = kept(DraftTemplate)[0]
    told = select(PersonChange.words).filter_by(subject=f"template/{row.id}")
    words = "Nhận mẫu dự thảo “Báo cáo tuần” của UBND xã Hoằng Phú, UBND xã Hoằng Phú mới"
    assert db.session.scalar(told) == words


def test_groups_and_phrases_go_along_and_ones_own_go_where_one_works(cast):
    done(approved())
    with at_midnight():
        there = {one.name: (one.person_id, one.members) for one in kept(RecipientGroup)}
        assert there["Xã bạn"] == (None, ["hoangdao"])
        assert there["Của Đào"] == (cast.dao.actor.person_id, ["huyen"])
        assert [one.text for one in kept(Phrase)] == ["Giao Văn phòng."]
        seen = new_day(cast.dao).sees("/groups")["items"]
        assert {one["name"] for one in seen} == {"Xã bạn", "Của Đào"}


def test_a_drafter_of_the_new_commune_begins_with_one(cast):
    done(approved())
    with at_midnight():
        assert "Báo cáo tuần" in new_day(cast.anh).browser().get("/outgoing/new").text
