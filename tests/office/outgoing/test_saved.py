"""Who saves a draft is told so; and, where others had checked or approved it, what that costs."""

import html

from server.org.models import Appointment
from tests.office.outcome import change, says
from tests.office.papers import DRAFT, ok, submitted

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
