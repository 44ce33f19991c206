"""Whoever reads a letter finds its reply, and from the reply the letter: by a link, both ways."""

import re

import pytest

from server.database import db, transaction
from server.documents.incoming.models import IncomingDocument
from tests.office import papers
from tests.office.incoming import desk as incoming
from tests.office.outcome import id_of
from tests.office.papers import DRAFT, ok


def reply_to(cast, path: str, **more) -> str:
    body = DRAFT | {"replies_to": id_of(path)} | more
    return f"/outgoing/{ok(cast.nam.asks('POST', '/outgoing', json=body))['id']}"


def facts(hand, path: str) -> dict[str, str]:
    """What stands beside each word among a paper's facts."""
    page = hand.browser().get(path).text
    return dict(re.findall(r"<dt>([^<]*)</dt>\s*<dd>(.*?)</dd>", page, re.DOTALL))


def test_a_reply_leads_to_the_letter_and_says_until_when_it_is_due(one_cast):
    letter = incoming.in_progress(one_cast)
    row = db.session.get_one(IncomingDocument, id_of(letter))
    said = facts(one_cast.hoa, reply_to(one_cast, letter))["Trả lời"]
    assert f'href="{letter}"' in said and row.issuer in said
    assert f"Công văn số {row.number}/{row.notation}" in said
    assert re.search(r"hạn \d\d:\d\d \d\d/\d\d/\d{4}", said)


def test_a_letter_leads_to_its_reply_from_the_first_draft_on(one_cast):
    letter = incoming.in_progress(one_cast)
    assert "Trả lời" not in facts(one_cast.nam, letter)
    reply = reply_to(one_cast, letter)
    for who in (one_cast.nam, one_cast.hoa):
        said = facts(who, letter)["Trả lời"]
        assert f'href="{reply}"' in said and "Dự thảo: dự thảo" in said
    ok(one_cast.nam.does(reply, "submit"))
    assert "trình" in facts(one_cast.hoa, letter)["Trả lời"].lower()


def test_who_may_not_read_the_draft_sees_nothing_of_it(one_cast):
    letter = incoming.in_progress(one_cast)
    reply_to(one_cast, letter)
    assert "Trả lời" not in facts(one_cast.lan, letter)


def test_two_replies_stand_one_under_the_other(one_cast):
    letter = incoming.in_progress(one_cast)
    both = [reply_to(one_cast, letter) for _ in range(2)]
    said = facts(one_cast.nam, letter)["Trả lời"]
    assert re.findall(r'href="([^"]+)"', said) == both


def test_who_answers_begins_with_the_letter_named_in_full_and_its_sender(one_cast):
    letter = incoming.in_progress(one_cast)
    row = db.session.get_one(IncomingDocument, id_of(letter))
    with transaction():
        row.issuer = "Ủy ban nhân dân xã Hoằng Phú"
    page = one_cast.nam.browser().get(f"/outgoing/new?replies_to={row.id}").text
    named = f"Thực hiện Công văn số {row.number}/{row.notation} ngày {row.issued_on:%d} tháng"
    assert named in page
    assert re.search(r'<option value="hoangphu"[^>]* selected', page)
    assert f'<a href="{letter}">' in page


def test_what_is_typed_for_one_reply_is_kept_for_that_one_alone(one_cast):
    first = incoming.in_progress(one_cast)
    browser = one_cast.nam.browser()
    kept = [
        re.search(r'data-keep="([^"]+)"', browser.get(f"/outgoing/new{query}").text)[1]
        for query in ("", f"?replies_to={id_of(first)}")
    ]
    assert kept[0] != kept[1]
    form = {"replies_to": str(id_of(first)), "subject": "", "doc_type": "Công văn"}
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/outgoing/new").text)[1]
    again = browser.post("/outgoing/new", data=form | {"csrf_token": token})
    assert again.status_code == 422 and f'data-keep="{kept[1]}"' in again.text


def test_the_number_of_a_reply_that_one_may_not_read_is_still_said(one_cast):
    path = papers.dispatched(one_cast)
    letter = incoming.in_progress(one_cast)
    ok(one_cast.nam.does(letter, "propose_close", {"reply": id_of(path)}))
    code = one_cast.nam.sees(path)["code"]
    assert code in facts(one_cast.nam, letter)["Trả lời"]


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("Về việc Nguyễn Thị Hòa đề nghị cấp lại", "V/v Nguyễn Thị Hòa đề nghị cấp lại"),
        ("UBND tỉnh kiểm tra công vụ", "V/v UBND tỉnh kiểm tra công vụ"),
        ("Kiểm tra công vụ", "V/v kiểm tra công vụ"),
    ],
)
def test_a_reply_begins_with_what_was_asked_and_a_name_stays_a_name(one_cast, asked, begins):
    letter = incoming.in_progress(one_cast)
    with transaction() as session:
        session.get_one(IncomingDocument, id_of(letter)).subject = asked
    page = one_cast.nam.browser().get(f"/outgoing/new?replies_to={id_of(letter)}").text
    assert re.search(r'name="subject"[^>]*>?\s*([^<"]*V/v[^<"]*)', page)[1].strip() == begins
