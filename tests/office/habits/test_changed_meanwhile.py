"""What several keep (groups, phrases, templates, a line of the week) is changed as it was read.

Lan and Tuấn both have the group "2 xã" open; what the first put in was gone with the second's
press, and papers went to two communes of three.
"""

import html
import re

import pytest
from flask import Flask

from server.database import db
from server.habits import groups, phrases
from server.org.models import Phrase, RecipientGroup
from server.schedule import services
from tests.cast import Cast, Hand
from tests.office.habits.test_groups import TWO
from tests.office.schedule.test_week import entry, proposed

STALE = "vừa thay đổi sau khi anh/chị mở trang"


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


class Tab:
    """A page that stays open while somebody else works."""

    def __init__(self, hand: Hand, path: str) -> None:
        self.path, self.client = path, hand.browser()
        self.page = self.client.get(path).text

    def _hidden(self, name: str) -> str:
        found = re.search(rf'name="{name}" value="([^"]+)"', self.page)
        assert found, name
        return found[1]

    def sends(self, **typed):
        named = ("csrf_token", "version", "op_id")
        got = self.client.post(self.path, data={one: self._hidden(one) for one in named} | typed)
        if got.status_code != 302:
            self.page = got.text
        return got.status_code, html.unescape(got.text)


def test_a_commune_that_lan_put_in_is_not_lost_by_what_tuan_had_open(cast):
    group = groups.make(cast.lan.actor, groups.Wanted("2 xã", TWO), shared=True)
    lans, tuans = (Tab(hand, f"/groups/{group.id}") for hand in (cast.lan, cast.tuan))
    three = [*TWO, "hoangthinh"]
    assert lans.sends(name="3 xã", members=three)[0] == 302
    status, page = tuans.sends(name="Hai xã", members=TWO)
    assert status == 412 and STALE in page
    assert "Hiện ghi: 3 xã" in page and "UBND xã Hoằng Thịnh" in page, "and what stands there now"
    assert 'value="Hai xã"' in page, "what he typed is there"
    db.session.expire_all()
    kept = db.session.get_one(RecipientGroup, group.id)
    assert (kept.name, kept.members) == ("3 xã", three)
    assert tuans.sends(name="Hai xã", members=TWO)[0] == 302, "now he has read it"


def test_what_is_sent_twice_is_one_change(cast):
    group = groups.make(cast.lan.actor, groups.Wanted("2 xã", TWO), shared=True)
    lans = Tab(cast.lan, f"/groups/{group.id}")
    twice = [lans.sends(name="Hai xã", members=TWO)[0] for _ in range(2)]
    assert twice == [302, 302]


def test_a_phrase_of_the_agency_likewise(cast):
    wanted = phrases.Wanted("Giao tham mưu.", "directive")
    row = phrases.make(cast.tuan.actor, wanted, shared=True)
    lans, tuans = (Tab(hand, f"/phrases/{row.id}") for hand in (cast.lan, cast.tuan))
    assert tuans.sends(text="Giao tham mưu, trả lời.", place="directive")[0] == 302
    status, page = lans.sends(text="Giao nghiên cứu.", place="directive")
    assert status == 412 and "Hiện ghi: Giao tham mưu, trả lời." in page
    assert db.session.get_one(Phrase, row.id).text == "Giao tham mưu, trả lời."


def test_a_line_of_the_week_that_its_unit_put_right_meanwhile(cast):
    line = proposed(cast)
    tuans = Tab(cast.tuan, f"/schedule/entries/{line.id}/change")
    services.correct(cast.hoa.actor, line.id, entry(place="Nhà văn hóa xã"))
    begins = f"{line.begins_at.astimezone(entry().begins_at.tzinfo):%d/%m/%Y %H:%M}"
    status, page = tuans.sends(begins_at=begins, content="Họp giao ban", place="Hội trường tầng 2")
    assert status == 412 and "Hiện ghi: Nhà văn hóa xã" in page and STALE in page
