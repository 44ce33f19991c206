"""A meeting that was put off after its invitation went out is taken back by a document (MT-T10)."""

from dataclasses import replace

from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.meetings.calling import inviting, off_letter
from server.meetings.models import Meeting
from tests.cast import Cast
from tests.office.meetings.gathering import does
from tests.office.meetings.test_inviting import dispatched, drafted
from tests.office.meetings.test_pages import Page
from tests.office.outcome import change, id_of
from tests.office.papers import ok

BUTTON = "Soạn thông báo gửi các nơi nhận giấy mời"


def called(cast: Cast) -> str:
    """Its invitation lies sealed with Ánh's commune."""
    path, paper = drafted(cast, attending=[cast.anh.account])
    dispatched(cast, paper)
    inviting.call()
    return path


def test_who_had_the_invitation_has_a_sealed_notice_that_it_is_put_off(one_cast: Cast) -> None:
    """Đào had number and seal of the invitation in her register, and of its end only hearsay."""
    cast = one_cast
    path = called(cast)
    assert BUTTON not in Page(cast.tuan, path).text
    does(cast.minh, path, "postpone", reason="Bão số 9 đổi hướng.")
    paper = Page(cast.tuan, path).presses("off_letter").headers["Location"]
    said = cast.tuan.sees(paper)
    assert (said["doc_type"], said["subject"]) == (
        "Thông báo", "Hoãn phiên họp thường kỳ tháng 12",
    )  # fmt: skip
    opening, why, ends = said["body"]
    invitation = cast.tuan.sees(f"/outgoing/{cast.tuan.sees(path)['invitation']}")
    assert f"Giấy mời số {invitation['code']} ngày" in opening
    assert why.endswith("hoãn cuộc họp nêu trên. Lý do: Bão số 9 đổi hướng.")
    assert ends == "Thời gian họp lại sẽ có giấy mời sau./."
    again = Page(cast.tuan, path)
    assert BUTTON not in again.text and f'href="{paper}">Thông báo · Dự thảo<' in again.text
    assert again.presses("off_letter").headers["Location"] == paper
    dispatched(cast, paper)
    sent = cast.lan.sees(paper)
    assert (sent["state"], len(sent["deliveries"])) == ("DISPATCHED", 1)


def test_called_off_it_is_told_as_such_and_given_up_it_is_begun_anew(one_cast: Cast) -> None:
    cast = one_cast
    path = called(cast)
    does(cast.minh, path, "cancel", reason="Ghép vào phiên tháng sau")
    first = Page(cast.tuan, path).presses("off_letter").headers["Location"]
    assert cast.tuan.sees(first)["subject"].startswith("Hủy phiên họp")
    ok(cast.tuan.does(first, "abandon"))
    assert Page(cast.tuan, path).presses("off_letter").headers["Location"] != first


def test_a_letter_of_an_earlier_meeting_of_that_title_is_not_this_ones(one_cast: Cast) -> None:
    cast = one_cast
    for _meeting in ("an earlier one", "this one"):
        path = called(cast)
        does(cast.minh, path, "postpone", reason="Bão số 9")
        assert BUTTON in Page(cast.tuan, path).text
        Page(cast.tuan, path).presses("off_letter")


def test_nobody_else_and_of_no_other_meeting(one_cast: Cast) -> None:
    """Ánh only sits there; one whose invitation never left the house needs no letter."""
    cast = one_cast
    path, paper = drafted(cast)
    change(OutgoingDocument, {"id": id_of(paper)}, state="DISPATCHED")
    does(cast.minh, path, "postpone", reason="Bão số 9")
    assert BUTTON not in Page(cast.tuan, path).text
    out = called(cast)
    does(cast.minh, out, "postpone", reason="Bão số 9")
    assert BUTTON not in Page(cast.anh, out).text and BUTTON not in Page(cast.minh, out).text
    for hand, where in ((cast.anh, out), (cast.tuan, path)):
        page = hand.browser()
        token = page.get(where).text.split('name="csrf_token" value="', 1)[-1].split('"', 1)[0]
        assert page.post(f"{where}/off_letter", data={"csrf_token": token}).status_code == 403


def test_an_invitation_that_has_not_left_yet_is_taken_back_by_no_letter(one_cast: Cast) -> None:
    """Ánh's commune stands on it, and has heard of nothing: the draft is given up instead."""
    cast = one_cast
    path, _paper = drafted(cast, attending=[cast.anh.account])
    does(cast.minh, path, "postpone", reason="Bão số 9")
    assert BUTTON not in Page(cast.tuan, path).text


def test_it_is_begun_by_its_secretary_acting_in_a_post_there_that_drafts(one_cast: Cast) -> None:
    cast = one_cast
    path = called(cast)
    does(cast.minh, path, "cancel", reason="Ghép vào phiên tháng sau")
    meeting, tuan = db.session.get_one(Meeting, id_of(path)), cast.tuan.actor
    assert off_letter.may_draft(tuan, meeting)
    for other in (
        replace(tuan, agency_id=cast.anh.actor.agency_id),
        replace(tuan, roles=cast.lan.actor.roles),
        replace(tuan, person_id=cast.hoa.actor.person_id),
    ):
        assert not off_letter.may_draft(other, meeting)
