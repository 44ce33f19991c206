"""The minutes go into another hand, with a trace; the rights are the new one's at once (§10.3)."""

from server.meetings.live import events
from server.meetings.models import Meeting
from tests.office.meetings.gathering import does, id_of, item, opened, planned
from tests.office.meetings.test_live import ear, joins
from tests.office.meetings.test_pages import Page
from tests.office.outcome import change, reads, refused, waits

ILL = {"reason": "Tuấn đi cấp cứu"}


def changes(hand, path, person):
    body = {"person": person.account} | ILL
    return hand.asks("POST", f"{path}/actions/change_secretary", json=body)


def test_tuan_falls_ill_in_the_session_and_nam_writes_on(one_app, one_cast):
    """Tuấn's page stays open: what he may see and do by it is no longer a secretary's."""
    cast = one_cast
    path = opened(cast)
    about = item(cast.hoa, path, 2)
    does(cast.hoa, path, "mark_stances", stances=[{"item": about, "stance": "agree"}])
    assert not reads(cast.nam, path)
    with ear(one_app, cast.tuan) as page:
        joined = joins(page, path)
        assert joined["snapshot"]["agenda"][1]["stances"]
        assert changes(cast.minh, path, cast.nam).status_code == 200
        again = joins(page, path)
        assert not again["snapshot"]["agenda"][1]["stances"]
        assert again["snapshot"]["secretary"] == cast.nam.account
    refused(cast.tuan.asks("POST", f"{path}/actions/remark", json={"text": "Ghi"}), "wrong_role")
    does(cast.nam, path, "remark", text="Nam ghi tiếp")
    text = "\n".join(one["text"] for one in cast.nam.sees(f"{path}/minutes")["items"])
    assert "nhiệm vụ thư ký được giao cho" in text
    does(cast.minh, path, "close")
    assert "draft_minutes" in waits(cast.nam, path) and not waits(cast.tuan, path)
    done = does(cast.nam, path, "draft_minutes")
    assert done["secretary"] == cast.nam.account


def test_both_hands_are_told_and_the_room_hears_who_it_is(one_cast):
    path = opened(one_cast)
    assert changes(one_cast.tuan, path, one_cast.hoa).status_code == 200
    for hand in (one_cast.hoa, one_cast.tuan):
        told = "Đã đổi thư ký của một cuộc họp" in hand.browser().get("/notices").text
        assert told is (hand is one_cast.hoa)  # who did it himself knows
    (told,) = map(events.told, events.of_kinds(id_of(path), {"secretary.changed"}))
    assert told["person"] == one_cast.hoa.account
    assert "MEMBER" in next(
        one["parts"]
        for one in one_cast.minh.sees(path)["attendance"]
        if one["account"] == one_cast.hoa.account
    )


def test_who_may_not_and_to_whom_it_does_not_go(one_cast):
    path = opened(one_cast)
    refused(changes(one_cast.hoa, path, one_cast.nam), "wrong_role")
    refused(changes(one_cast.minh, path, one_cast.minh), "next_secretary_keeps_no_office")
    refused(changes(one_cast.minh, path, one_cast.tuan), "next_secretary_keeps_no_office")
    nobody = one_cast.minh.asks(
        "POST", f"{path}/actions/change_secretary", json={"person": "ai.do"} | ILL
    )
    refused(nobody, "unknown_person")
    change(Meeting, {"id": id_of(path)}, state="CLOSED")
    refused(changes(one_cast.minh, path, one_cast.nam), "wrong_state")


def test_by_the_page_while_it_stands_in_the_calendar(one_cast):
    path = planned(one_cast)
    does(one_cast.minh, path, "schedule")
    page = Page(one_cast.tuan, path)
    assert (
        page.presses("change_secretary", person=one_cast.nam.account, reason="").status_code == 422
    )
    done = page.presses("change_secretary", person=one_cast.nam.account, reason="Đi công tác")
    assert done.status_code == 302
    assert one_cast.nam.sees(path)["secretary"] == one_cast.nam.account


def test_who_went_and_is_excused_afterwards_did_not_go_twice(one_cast):
    """Found by `test_any_order`: the minutes told it anew, at the moment of the excuse."""
    cast, path = one_cast, opened(one_cast)
    does(cast.hoa, path, "leave")
    does(cast.tuan, path, "excuse", person=cast.hoa.account, reason="Họp tỉnh")
    told = [one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"]]
    assert sum("Lê Thị Hoa ra về" in one for one in told) == 1
