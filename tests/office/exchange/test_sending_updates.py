"""Lan tells Đào what is otherwise now of a document that is out: type 2, both ways (§8.2)."""

import datetime as dt
import html
import re

import pytest
from lxml import etree

from server.clock import today
from server.database import transaction
from server.documents.delivery.models import Delivery, Letter
from server.exchange.carrier import carry
from server.exchange.checking import differences
from server.exchange.composing import said_by
from server.exchange.following import ask_back, resend
from server.exchange.gateway import NEXT_DOOR, take
from server.exchange.writing import write
from tests.cast import Cast
from tests.office.exchange.letters import (
    delivery,
    hand_in,
    heard,
    made_known,
    papers,
    posted,
    seen,
    status,
)
from tests.office.exchange.test_wishes import recalled
from tests.office.ledger.findings import found
from tests.office.outcome import id_of, refused, says
from tests.office.papers import dispatched, ok

WHY = "Theo ý kiến của Chủ tịch, lùi thời hạn báo cáo."
LATER = today() + dt.timedelta(days=20)
LATEST = today() + dt.timedelta(days=30)
pytestmark = pytest.mark.sent


def updates(cast: Cast, **more: object) -> None:
    said = {"to": [delivery().id], "answer_by": LATER.isoformat(), "reason": WHY}
    ok(cast.lan.does("/outgoing/1", "send_update", said | more))


def there(cast: Cast) -> dict[str, object]:
    """As Đào's office has it."""
    return dict(cast.dao.sees("/incoming/1"))


def test_lan_moves_the_day_on_the_page_and_dao_takes_it_over(one_cast: Cast) -> None:
    carry()
    made_known(one_cast)
    carry()
    browser = one_cast.lan.browser()
    page = browser.get("/outgoing/1").text
    form = page.split('action="/outgoing/1/send_update"')[1].split("</form>")[0]
    typed = dict(re.findall(r'name="(csrf_token|version|to)" value="([^"]*)"', form))
    assert typed["to"] == str(delivery().id)
    typed |= {"answer_by": f"{LATER:%d/%m/%Y}", "reason": WHY}
    assert browser.post("/outgoing/1/send_update", data=typed).status_code == 302
    page = html.unescape(browser.get("/outgoing/1").text)
    assert "Đã gửi cập nhật" in page
    assert f"{WHY} (đề nghị trả lời trước ngày {LATER:%d/%m/%Y})" in page
    carry()
    asked = html.unescape(one_cast.dao.browser().get("/incoming/1").text)
    assert f"cập nhật thông tin văn bản: {WHY}" in asked
    assert f"{LATER:%d/%m/%Y}" in asked
    before = there(one_cast)["state"]
    ok(one_cast.dao.does("/incoming/1", "accept_update"))
    carry()
    assert (there(one_cast)["printed_due"], there(one_cast)["state"]) == (LATER.isoformat(), before)
    assert seen(one_cast)[0] == "ACCEPTED", "it moves no delivery"
    assert [one for one in heard() if one[0] in ("UPDATE", "15")] == [
        ("UPDATE", "ACCEPTED", True), ("15", "ACCEPTED", True),
    ]  # fmt: skip
    assert posted(business=2)[0].state == "UPDATED"
    assert found() == []


def test_dao_does_not_take_it_over_and_lan_reads_why(one_cast: Cast) -> None:
    carry()
    made_known(one_cast)
    updates(one_cast)
    carry()
    ok(one_cast.dao.does("/incoming/1", "refuse_update", {"reason": "Đã báo cáo xong."}))
    carry()
    assert there(one_cast)["printed_due"] is None
    assert (posted(business=2)[0].state, seen(one_cast)[0]) == ("UPDATE_REFUSED", "ACCEPTED")
    page = html.unescape(one_cast.lan.browser().get("/outgoing/1").text)
    sent = page.split("<h2>Gửi đi</h2>", 1)[1].split("</section>", 1)[0]
    assert "Từ chối yêu cầu cập nhật, lấy lại: Đã báo cáo xong." in sent and "<details" not in sent
    bell = html.unescape(one_cast.lan.browser().get("/notices").text)
    assert "Nơi nhận từ chối cập nhật một văn bản đi" in bell


def test_the_envelope_is_by_the_schema_and_names_what_it_updates(one_cast: Cast) -> None:
    carry()
    updates(one_cast, to=[delivery().id] * 2)
    (letter,) = posted(business=2)
    body = write(said_by(letter))
    assert differences(etree.fromstring(body)) == []
    text = body.decode()
    info = "<BussinessDocumentInfo><DocumentInfo>1</DocumentInfo>"
    assert info + "<DocumentReceiver>0</DocumentReceiver></BussinessDocumentInfo>" in text
    older = f"<Bussiness><DocumentId>{delivery().document_id}</DocumentId>"
    assert older + "<BussinessDocType>2</BussinessDocType>" in text
    assert f"<DueDate>{LATER:%Y/%m/%d}</DueDate>" in text and text.count("<Attachment>") == 1
    assert letter.document_id not in (delivery().document_id, "") and letter.document_id in text


def test_the_same_files_are_no_difference(one_cast: Cast) -> None:
    carry()
    updates(one_cast, answer_by=None, reason="Gửi lại cho chắc.")
    carry()
    (paper,) = papers()
    assert (paper.request, paper.request_data["fields"]) == ("update", {})
    assert "files" not in paper.request_data
    ok(one_cast.dao.does("/incoming/1", "accept_update"))
    carry()
    assert posted(business=2)[0].state == "UPDATED" and there(one_cast)["printed_due"] is None


def test_a_file_that_lacked_there_comes_with_it(one_cast: Cast) -> None:
    """Đào says by telephone that the envelope came without it (§8.7)."""
    body = write(said_by(posted(kind="document")[0]))
    before = body.split(b"<Attachment>")[0]
    take(before + b"</AttachmentEncoded></edXML>", NEXT_DOOR)
    with transaction() as session:
        session.get_one(Letter, 1).state = "SENT"
        session.get_one(Delivery, 1).state = "SENT"
    (name,) = papers()[0].missing
    updates(one_cast, answer_by=None, reason="Gửi lại tệp còn thiếu.")
    carry()
    assert papers()[0].request_data["files"] == [["added", name]]
    assert ok(one_cast.dao.does("/incoming/1", "accept_update"))["missing"] == []
    carry()
    assert posted(business=2)[0].state == "UPDATED"


def test_what_is_sent_to_another_later_says_the_new_day_and_what_waited_the_old(one_cast: Cast):
    carry()
    (first,) = posted(kind="document")
    old = write(said_by(first))
    updates(one_cast)
    assert write(said_by(first)) == old, "carried twice it is the same envelope"
    with transaction() as session:
        session.get_one(Delivery, 1).state = "FAILED"
    resend(one_cast.lan.actor, 1, delivery().id)
    assert f"<DueDate>{LATER:%Y/%m/%d}</DueDate>".encode() in write(said_by(posted()[-1]))


def test_the_day_of_the_last_update_is_the_documents(one_cast: Cast) -> None:
    carry()
    updates(one_cast)
    updates(one_cast, answer_by=LATEST.isoformat())
    assert one_cast.lan.sees("/outgoing/1")["answer_by"] == LATEST.isoformat()
    updates(one_cast, answer_by=LATEST.isoformat(), reason="Gửi lại tệp.")
    assert [one.due_on for one in posted(business=2)] == [LATER, LATEST, None]


def test_two_updates_are_answered_each_in_its_turn(one_cast: Cast) -> None:
    """Another house names the document itself in its answers (§8.4)."""
    carry()
    updates(one_cast)
    updates(one_cast, answer_by=LATEST.isoformat())
    for code in ("15", "16"):
        assert hand_in(one_cast.lan, status(code, delivery().document_id)).status_code == 202
    assert [one.state for one in posted(business=2)] == ["UPDATED", "UPDATE_REFUSED"]
    assert hand_in(one_cast.lan, status("15", delivery().document_id)).status_code == 202
    assert heard()[-1] == ("15", "DELIVERED", False), "nobody waits for it"


def test_who_names_the_update_means_that_one(one_cast: Cast) -> None:
    carry()
    updates(one_cast)
    updates(one_cast, answer_by=LATEST.isoformat())
    second = posted(business=2)[1].document_id
    assert hand_in(one_cast.lan, status("15", second)).status_code == 202
    assert hand_in(one_cast.lan, status("15", second)).status_code == 202
    assert [one.state for one in posted(business=2)] == ["QUEUED", "UPDATED"]
    assert [one[2] for one in heard()[-2:]] == [True, False]


def test_a_yes_to_an_update_is_never_read_as_a_yes_to_the_recall_behind_it(one_cast: Cast):
    carry()
    made_known(one_cast)
    carry()
    updates(one_cast)
    ask_back(one_cast.lan.actor, 1, delivery().id, reason="Gửi nhầm nơi nhận")
    carry()
    ok(one_cast.dao.does("/incoming/1", "accept_update"))
    carry()
    assert seen(one_cast)[0] == "RECALL_REQUESTED"
    ok(one_cast.dao.does("/incoming/1", "recall_received"))
    carry()
    assert seen(one_cast)[0] == "RECALLED" and found() == []


def test_who_names_the_recall_answers_that_and_the_update_waits_on(one_cast: Cast) -> None:
    """Another house says no to the recall before it looked at the update."""
    carry()
    made_known(one_cast)
    carry()
    updates(one_cast)
    recalled(one_cast)
    (recall,) = posted(business=1)
    assert hand_in(one_cast.lan, status("16", recall.document_id)).status_code == 202
    assert (delivery().state, posted(business=2)[0].state) == ("ACCEPTED", "SENT")


def test_a_yes_to_the_update_said_again_is_no_yes_to_the_recall_behind_it(one_cast: Cast) -> None:
    """A house that lost our receipt says it twice, and names the update both times."""
    carry()
    updates(one_cast)
    recalled(one_cast)
    (update,) = posted(business=2)
    for is_first in (True, False):
        assert hand_in(one_cast.lan, status("15", update.document_id)).status_code == 202
        assert heard()[-1] == ("15", "RECALL_REQUESTED", is_first)


def test_whoever_was_asked_to_give_it_back_is_sent_no_update(one_cast: Cast) -> None:
    assert "send_update" not in one_cast.lan.sees("/outgoing/1")["actions"], "it waits here"
    carry()
    assert "send_update" in one_cast.lan.sees("/outgoing/1")["actions"]
    ask_back(one_cast.lan.actor, 1, delivery().id, reason="Gửi nhầm nơi nhận")
    refused(said(one_cast), "has_it_no_more")
    assert "send_update" not in one_cast.lan.sees("/outgoing/1")["actions"]


def said(cast: Cast, **more: object) -> object:
    body = {"to": [1], "answer_by": LATER.isoformat(), "reason": WHY}
    return cast.lan.does("/outgoing/1", "send_update", body | more)


def test_nobody_is_told_of_a_day_gone_by_or_by_a_delivery_of_another(one_cast: Cast) -> None:
    carry()
    yesterday = (today() - dt.timedelta(days=1)).isoformat()
    refused(said(one_cast, answer_by=yesterday), "new_day_lies_ahead")
    refused(said(one_cast, to=[2]), "has_it_no_more")
    refused(said(one_cast, reason=" "), "has_reason")
    refused(one_cast.nam.does("/outgoing/1", "send_update", {"to": [1], "reason": WHY}),
            "wrong_role")  # fmt: skip
    assert posted(business=2) == [] and heard()[-1][0] != "UPDATE"
    updates(one_cast, answer_by=today().isoformat())


def test_an_update_that_no_line_takes_says_so_and_the_delivery_stands(one_cast: Cast) -> None:
    carry()
    updates(one_cast)
    (letter,) = posted(business=2)
    with transaction() as session:
        session.get_one(Letter, letter.id).to_organ = "H56.99"
    carry()
    assert heard()[-1] == ("UNSAID", "DELIVERED", False)
    page = html.unescape(one_cast.lan.browser().get("/outgoing/1").text)
    assert "Chưa chuyển được yêu cầu tới nơi nhận" in page
    assert seen(one_cast)[0] == "DELIVERED"


def test_one_that_is_asked_back_beneath_her_form_is_named_as_such_and_all_she_typed_stays(
    one_cast: Cast,
) -> None:
    """She ticked both; her colleague asked one back meanwhile. “Chọn một mục” told her nothing."""
    path = dispatched(one_cast, to=["hoangphu", "hoangdong"])
    carry()
    browser = one_cast.lan.browser()
    page = browser.get(path).text
    form = page.split(f'action="{path}/send_update"')[1].split("</form>")[0]
    typed = dict(re.findall(r'name="(csrf_token|version)" value="([^"]*)"', form))
    both = re.findall(r'name="to" value="(\d+)"', form)
    ask_back(one_cast.lan.actor, id_of(path), int(both[0]), reason="Gửi nhầm nơi nhận")
    typed |= {"to": both, "answer_by": "", "reason": "Lùi thời hạn báo cáo."}
    got = browser.post(f"{path}/send_update", data=typed)
    again = got.text.split(f'action="{path}/send_update"')[1].split("</form>")[0]
    assert says("has_it_no_more", again) and "Lùi thời hạn báo cáo." in again
    assert re.findall(r'name="to" value="(\d+)"', again) == both[1:]
    assert posted(business=2) == []


def test_two_clerks_do_not_send_two_updates_in_ignorance_of_each_other(one_cast: Cast) -> None:
    """The page that stood open before the first is told so (412), as at any other step."""
    carry()
    browser = one_cast.lan.browser()
    form = browser.get("/outgoing/1").text.split('action="/outgoing/1/send_update"')[1]
    typed = dict(
        re.findall(r'name="(csrf_token|version)" value="([^"]*)"', form.split("</form>")[0])
    )
    updates(one_cast)
    typed |= {"to": "1", "answer_by": f"{LATEST:%d/%m/%Y}", "reason": "Của người thứ hai."}
    got = browser.post("/outgoing/1/send_update", data=typed)
    assert says("stale", got.text) and "Của người thứ hai." in got.text
    assert len(posted(business=2)) == 1
