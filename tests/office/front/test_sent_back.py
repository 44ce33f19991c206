"""Whoever gets a paper back reads why above it, until it has gone on; what a seal will write."""

import re

from sqlalchemy import select

from server.database import db, transaction
from server.documents.delivery.models import Delivery
from tests.cast import Cast
from tests.office import papers
from tests.office.incoming import desk as incoming
from tests.office.papers import ok

WHY = "Bổ sung số liệu của các xã."


def said_above(hand, path: str) -> str:
    """What stands in the head of the page, beside title and state."""
    head = hand.browser().get(path).text.split('class="paper-head"')[1].split("</header>")[0]
    found = re.search(r'<div class="say warn".*?</div>\s*</div>', head, re.DOTALL)
    return found[0] if found else ""


def test_nam_reads_what_minh_wants_above_the_draft_until_he_submits_it_again(one_cast: Cast):
    path = papers.submitted(one_cast)
    assert said_above(one_cast.nam, path) == ""
    ok(one_cast.minh.does(path, "send_back", {"reason": WHY}))
    said = said_above(one_cast.nam, path)
    assert WHY in said and f"{one_cast.minh.actor.name} trả lại" in said
    etag = one_cast.nam.asks("GET", path).headers["ETag"]
    ok(one_cast.nam.asks("PATCH", path, json={"subject": "V/v số liệu"}, match=etag))
    assert WHY in said_above(one_cast.nam, path), "he has begun to mend it"
    ok(one_cast.nam.does(path, "submit"))
    assert said_above(one_cast.nam, path) == ""


def test_work_that_was_asked_for_again_says_so_too(one_cast: Cast):
    path = incoming.in_progress(one_cast)
    ok(one_cast.nam.does(path, "propose_close", {"no_reply_reason": "Để biết, không phải trả lời"}))
    ok(one_cast.hoa.does(path, "rework", {"reason": WHY}))
    assert WHY in said_above(one_cast.nam, path)


def test_who_seals_reads_which_number_and_day_the_page_will_bear(one_cast: Cast):
    path = papers.signed(one_cast)
    for step in ("number", "register"):
        ok(one_cast.lan.does(path, step))
    code = one_cast.lan.sees(path)["code"]
    page = one_cast.lan.browser().get(path).text
    assert f"Khi đóng dấu, số {code} và ngày " in page
    assert (
        "Chữ ký số của cơ quan" in page and "(ký thay mặt)" not in page.split("Sẽ ký đúng")[1][:900]
    )


def test_lan_sees_at_the_top_where_a_letter_did_not_arrive(one_cast: Cast):
    path = papers.dispatched(one_cast)
    assert said_above(one_cast.lan, path) == ""
    with transaction():
        row = db.session.scalars(select(Delivery)).one()
        row.state = "FAILED"
    said = said_above(one_cast.lan, path)
    assert "1 trong 1 nơi chưa nhận được" in said and row.recipient.short_name in said
