"""Khánh's list lies before Ước when Hoằng Phú ends: its work went by the plan, not by the list."""

import html

import pytest
from flask import Flask

from server.clock import today
from server.handing_over import confirming, looking, services
from tests.cast import Cast
from tests.office.admin.desk import kien, post_of, why
from tests.office.front.clicking import Desk
from tests.office.handing_over.leaver import CODE, given
from tests.office.papers import ok
from tests.office.reorganising.merging import approved, at_midnight, done, new_day
from tests.office.reorganising.test_midnight import presented
from workflows.handing_over import Stage


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def test_nobody_signs_it_any_more_and_kien_reads_that_it_is_withdrawn(cast: Cast):
    order = {"text": "Giao", "lead": "chuyenvien.hoangphu"}
    ok(cast.anh.does(presented(cast.dao), "direct", order))
    new = services.Heading(
        appointment_id=post_of("chuyenvien.hoangphu").id, leaves_on=today(), decision_code=CODE
    )
    one = services.draft(kien(), new)
    given(one, "motcua.hoangphu")
    services.present(kien(), one.id)
    seen = looking.digest(one)
    done(approved())
    with at_midnight():
        said = {"list_sha256": seen, "pin": cast.pin}
        khanh = new_day(cast.cv_xa).actor
        assert why(confirming.confirm, khanh, one.id, **said) == "post_goes_on"
        desk, here = Desk(new_day(cast.kien)), f"/people/handovers/{one.id}"
        page = html.unescape(desk.opens(here))
        assert "đã kết thúc cùng cơ quan" in page and "Bàn giao tất cả" not in page
        assert desk.sends(f"{here}/withdraw", here, reason="Đã sắp xếp").status_code == 302
        assert one.state == Stage.WITHDRAWN
