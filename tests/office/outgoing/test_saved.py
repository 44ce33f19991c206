"""Who saves a draft is told so; and, where others had checked or approved it, what that costs."""

import html
import re

from sqlalchemy.orm.exc import StaleDataError

from server.documents.outgoing.drafts import drafting
from server.org.models import Appointment
from tests.office.outcome import change, says
from tests.office.outgoing.desk import paper_of
from tests.office.papers import DRAFT, drafted, ok, submitted

VOIDED = "Những lần kiểm tra, duyệt đã có hết giá trị."


def saves(client, path: str, **typed: str) -> str:
    """The page on which one lands."""
    page = client.get(path).text
    token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"')[0]
    body = "\n\n".join(DRAFT["body"])
    done = client.post(path, data=DRAFT | {"body": body, "csrf_token": token} | typed)
    assert done.status_code == 302, done.text
    return html.unescape(client.get(done.location).text)


def test_a_draft_that_nobody_checked_is_saved_and_said_to_be(one_cast):
    client = one_cast.nam.browser()
    assert "Đã lưu dự thảo." in saves(client, "/outgoing/new")
    told = saves(client, "/outgoing/1/edit", subject="V/v khác")
    assert "Đã lưu bản mới của dự thảo." in told and VOIDED not in told


def test_a_change_says_that_the_checks_given_are_worth_nothing_now(one_cast):
    path = submitted(one_cast)
    ok(one_cast.hoa.does(path, "content_check"))
    told = saves(one_cast.nam.browser(), f"{path}/edit", subject="V/v khác")
    assert VOIDED in told
    told = saves(one_cast.nam.browser(), f"{path}/edit", subject="V/v khác nữa")
    assert "Đã lưu bản mới" in told and VOIDED not in told, "there was nothing left to void"


def test_who_drafts_reads_before_he_submits_that_the_signer_may_not_sign_so(one_cast):
    """The deputy is named, and TM is left as it stood: else two check it before Bình may not."""
    client, told = one_cast.nam.browser(), {}
    for capacity in ("TM", "KT"):
        as_deputy = {"signer": one_cast.binh.account, "capacity": capacity}
        told[capacity] = saves(client, "/outgoing/new", **as_deputy)
        told[capacity] += previewed(client, **as_deputy)
    words = f"{one_cast.binh.actor.name} hôm nay chưa ký được với tư cách đã chọn"
    assert words in told["TM"] and "chỉ dành cho người đứng đầu" in told["TM"]
    assert words not in told["KT"]
    assert [told[one].count("Nên sửa – Thẩm quyền ký") for one in ("TM", "KT")] == [1, 0]


def test_that_an_acting_chair_signs_as_q_is_told_while_one_types(one_cast):
    change(Appointment, {"id": one_cast.minh.actor.appointment_id}, kind="acting")
    client, minh = one_cast.nam.browser(), one_cast.minh.account
    told = previewed(client, signer=minh, capacity="TM")
    assert told.count("Nên sửa – Thẩm quyền ký") == 1 and says("acting_signs_as_q", told)
    assert "Nên sửa – Thẩm quyền ký" not in previewed(client, signer=minh, capacity="Q")


def previewed(client, **typed: str) -> str:
    """What the editor says while one types."""
    token = client.get("/outgoing/new").text.split('name="csrf_token"', 1)[1]
    token = token.split('value="', 1)[1].split('"')[0]
    body = {"body": "\n\n".join(DRAFT["body"]), "csrf_token": token}
    return html.unescape(client.post("/outgoing/preview", data=DRAFT | body | typed).text)


def stale(one_cast, path: str, **typed: str):
    """Nam saves what he typed on a page that was older than the draft; the page and its status."""
    client = one_cast.nam.browser()
    page = client.get(f"{path}/edit").text
    yield client
    hidden = re.findall(r'name="(csrf_token|version)" value="([^"]+)"', page)
    body = {"body": "Phần Nam đang gõ."} | typed
    got = client.post(f"{path}/edit", data=DRAFT | dict(hidden) | body)
    yield html.unescape(got.text), got.status_code


def test_who_typed_on_an_older_draft_reads_whose_step_came_between_and_keeps_his_words(one_cast):
    """And where the newest text stands, before he saves over it."""
    path = drafted(one_cast)
    typing = stale(one_cast, path)
    client, hoa = next(typing), one_cast.hoa.actor.name
    ok(change_text(one_cast.hoa, path, "V/v của Hoa"))
    text, status = next(typing)
    assert status == 412 and says("stale", text)
    assert f"Bước vừa làm: Sửa dự thảo, {hoa}, lúc " in text
    assert "Phần Nam đang gõ." in text and "thay bản đó bằng phần đang gõ" in text
    assert paper_of(path).subject == "V/v của Hoa"
    newest = re.search(rf'href="({path}/versions/\d+)"', text)[1]
    assert "V/v của Hoa" in html.unescape(client.get(newest).text)
    fresh = re.search(r'name="version" value="(\d+)"', text)[1]
    assert int(fresh) == paper_of(path).version


def test_it_is_told_too_where_his_form_was_wrong_in_itself(one_cast):
    """Else the page that comes back would hold the newest version, and the next press replace it
    unseen."""
    path = drafted(one_cast)
    typing = stale(one_cast, path, doc_type="Sắc lệnh")
    next(typing)
    ok(change_text(one_cast.hoa, path, "V/v của Hoa"))
    text, status = next(typing)
    assert status == 422 and says("stale", text) and "Sửa dự thảo, " in text
    assert paper_of(path).subject == "V/v của Hoa"


def test_who_was_not_overtaken_reads_of_nobody(one_cast):
    path = drafted(one_cast)
    typing = stale(one_cast, path, doc_type="Sắc lệnh")
    next(typing)
    text, status = next(typing)
    assert status == 422 and not says("stale", text) and "Bước vừa làm" not in text


def test_two_saves_at_one_instant_are_one_save_and_one_that_is_told(one_cast, monkeypatch):
    def overtaken(*_args, **_more):
        raise StaleDataError

    path = drafted(one_cast)
    monkeypatch.setattr(drafting, "edit", overtaken)
    typing = stale(one_cast, path)
    next(typing)
    ok(one_cast.nam.does(path, "submit"))
    text, status = next(typing)
    assert status == 412 and says("stale", text) and "Phần Nam đang gõ." in text
    assert f"Bước vừa làm: Trình ký, {one_cast.nam.actor.name}" in text


def change_text(hand, path: str, subject: str):
    etag = hand.asks("GET", path).headers["ETag"]
    return hand.asks("PATCH", path, json={"subject": subject}, match=etag)
