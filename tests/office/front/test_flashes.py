"""What is said above a page wears its own colour: a no is never ticked off in green."""

import datetime as dt
import re

import pytest
from flask import Flask, flash, render_template_string

from server.clock import today
from tests.cast import Cast
from tests.office.front.clicking import Desk
from tests.office.front.desks import registered
from tests.office.papers import ok, presented

SHOWN = "{% from '_macros.html' import flashes %}{{ flashes() }}"


@pytest.mark.parametrize(
    ("tone", "wears"), [("ok", "ok"), ("bad", "bad"), ("warn", "warn"), ("message", "ok")]
)
def test_each_tone_is_worn_as_it_was_said(one_app: Flask, tone: str, wears: str) -> None:
    with one_app.test_request_context():
        flash("Đã ghi.", tone)
        said = render_template_string(SHOWN)
    assert re.search(r'class="say (\w+)"', said)[1] == wears


def test_lan_who_presses_in_an_old_tab_is_not_told_that_all_is_well(one_cast: Cast) -> None:
    (paper_id,) = registered(one_cast.lan.actor)
    browser = one_cast.lan.browser()
    page = browser.get(f"/incoming/{paper_id}").text
    said = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
        for name in ("csrf_token", "version")
    }
    first = browser.post(f"/incoming/{paper_id}/present", data=said | {"to": "chutich.huyen"})
    assert first.status_code == 302
    browser.get(f"/incoming/{paper_id}")
    again = browser.post(f"/incoming/{paper_id}/present", data=said | {"to": "chutich.huyen"})
    assert again.status_code in (409, 412)
    assert 'class="say bad"' in again.text and 'class="say ok"' not in again.text


def test_what_minh_wrote_is_not_lost_with_the_form_that_is_gone(one_cast: Cast) -> None:
    """His other tab was quicker: no form is left to hold the directive, so the page shows it."""
    path = presented(one_cast)
    browser = one_cast.minh.browser()
    page = browser.get(path).text
    typed = {
        name: re.search(rf'name="{name}" value="([^"]+)"', page)[1]
        for name in ("csrf_token", "version", "op_id")
    } | {"text": "Giao Phòng VH-TT chủ trì.\nXong trước mùng 10 & báo cáo.", "lead": "vhtt"}
    ok(one_cast.minh.does(path, "direct", {"text": "Giao.", "lead": "vhtt"}))
    late = browser.post(f"{path}/direct", data=typed)
    assert late.status_code in (409, 412)
    kept = re.search(r"<textarea[^>]* readonly>(.*?)</textarea>", late.text, re.DOTALL)
    assert kept and kept[1] == "Giao Phòng VH-TT chủ trì.\nXong trước mùng 10 &amp; báo cáo."
    assert "<textarea" not in browser.get(path).text.split('id="main"')[1].split("paper-head")[0]


def test_minh_who_sets_a_deadline_on_a_sunday_is_told_which_day_it_became(one_cast: Cast) -> None:
    """§11.3: it falls due the working day before; the hint of the field alone was overlooked."""
    path = presented(one_cast)
    sunday = today() + dt.timedelta(days=27 - today().weekday())
    typed = {"text": "Giao tham mưu", "lead": "vhtt", "due_at": f"{sunday:%d/%m/%Y}"}
    desk = Desk(one_cast.minh)
    assert desk.sends(f"{path}/direct", page=path, **typed).status_code == 302
    assert f"Hạn {sunday:%d/%m/%Y} rơi vào ngày nghỉ nên được ghi là" in desk.opens(path)


def test_so_is_who_gives_a_task_or_asks_for_more_time_until_a_day_off(cast):
    """Minh typed a Sunday and read a Friday, without a word of why."""
    sunday, later = (today() + dt.timedelta(days=20 + n - today().weekday()) for n in (0, 7))
    moved = "Hạn {:%d/%m/%Y} rơi vào ngày nghỉ nên được ghi là"
    minhs, tckhs = Desk(cast.minh), Desk(cast.tckh)
    typed = {"title": "Rà soát", "lead": "tckh", "urgency": "NORMAL"}
    made = minhs.sends("/tasks/new", due_at=f"{sunday:%d/%m/%Y}", **typed)
    assert moved.format(sunday) in minhs.opens(made.location)
    ok(cast.tckh.does(made.location, "receive"))
    asks = f"{made.location}/request_extension"
    version = cast.tckh.sees(made.location)["version"]
    got = tckhs.sends(asks, made.location, due_at=f"{later:%d/%m/%Y}", reason="Bận",
                      version=version)  # fmt: skip
    assert got.status_code == 302, got.text
    assert moved.format(later) in tckhs.opens(made.location)
    aside = {"due_at": f"{later:%d/%m/%Y}", "reason": "Chờ Sở"}
    version = cast.minh.sees(made.location)["version"]
    minhs.sends(f"{made.location}/suspend", made.location, version=version, **aside)
    page = minhs.opens(made.location)
    assert "Đã ghi: Tạm dừng." in page and "rơi vào ngày nghỉ" not in page
