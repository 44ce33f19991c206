"""A matter or a paper that comes once the meeting stands in the calendar (MT-03)."""

import pytest

from server.meetings.calling import inviting
from server.meetings.live import events
from tests.office.meetings.gathering import does, id_of, item, opened
from tests.office.meetings.test_inviting import dispatched, drafted
from tests.office.meetings.test_pages import Page
from tests.office.outcome import reads, refused, show_to
from tests.office.papers import SENT
from tests.office.papers import drafted as written

PAPER = SENT[1:]


def adds(hand, path, document=PAPER, **more):
    said = {"item": item(hand, path), "document": document} | more
    return hand.asks("POST", f"{path}/actions/add_paper", json=said)


def test_whoever_was_called_reads_it_is_told_and_sees_that_it_came_late(one_cast):
    """Two days ahead, on paper signed, sealed, sent: then Nam's draft is laid before it."""
    called, paper = drafted(one_cast, days=2, attending=[one_cast.anh.account])
    dispatched(one_cast, paper)
    inviting.call()
    draft = written(one_cast)
    refused(adds(one_cast.tuan, called, draft[1:]), "not_found")
    show_to(draft, one_cast.tuan)
    assert not reads(one_cast.binh, draft)
    assert adds(one_cast.tuan, called, draft[1:]).status_code == 200
    (doc,) = one_cast.binh.sees(called)["agenda"][0]["documents"]
    assert (doc["id"], doc["late"]) == (draft[1:], True)
    assert reads(one_cast.binh, draft)
    browser = one_cast.binh.browser()
    assert "bổ sung cho một cuộc họp anh/chị dự" in browser.get("/notices").text
    assert "gửi muộn" in browser.get(called).text
    refused(adds(one_cast.tuan, called, draft[1:]), "lies_there_already")
    refused(adds(one_cast.hoa, called), "wrong_role")
    _a_matter_comes_after_the_others(one_cast, called)


def _a_matter_comes_after_the_others(one_cast, called):
    page = Page(one_cast.tuan, called)
    said = {"title": "Phòng chống bão số 9", "rapporteur": one_cast.hoa.account, "minutes": "10"}
    assert page.presses("add_item", **said, needs_vote="y").status_code == 302
    last = one_cast.hoa.sees(called)["agenda"][-1]
    assert (last["order"], last["title"], last["minutes"]) == (3, "Phòng chống bão số 9", 10)
    assert last["needs_vote"] and last["rapporteur"] == one_cast.hoa.account
    answer = one_cast.tuan.asks(
        "POST", f"{called}/actions/add_item", json={"title": "X", "rapporteur": "nguoi.la"}
    )
    refused(answer, "not_in_the_meeting")
    assert one_cast.tuan.sees(called)["agenda"][-1]["order"] == 3


@pytest.mark.sent
def test_in_session_the_room_and_the_minutes_hear_of_it(one_cast):
    path = opened(one_cast)
    first = item(one_cast.minh, path)
    assert adds(one_cast.tuan, path).status_code == 200
    does(one_cast.minh, path, "add_item", title="Việc phát sinh", closed=True)
    told = [events.told(one) for one in events.of_kinds(id_of(path), {"agenda.changed"})]
    assert [(one["no"], "title" in one) for one in told] == [(1, True), (3, False)]
    text = "\n".join(one["text"] for one in one_cast.tuan.sees(f"{path}/minutes")["items"])
    assert "bổ sung tài liệu cho nội dung 1: " in text
    assert "bổ sung nội dung 3: Việc phát sinh." in text
    assert not one_cast.minh.sees(path)["agenda"][0]["documents"][0]["late"]  # called at once
    does(one_cast.minh, path, "start_item", item=first)
    does(one_cast.minh, path, "end_item", item=first)
    refused(adds(one_cast.tuan, path), "item_is_not_over")
