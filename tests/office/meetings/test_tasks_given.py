"""Tasks from a document, from a bigger task, or by hand; who helps; evidence; the clock (§11)."""

import datetime as dt
import html
import io

import pytest

from server.clock import HANOI
from server.database import transaction
from server.desks.models import Desk
from server.documents.tasks import standing_still
from server.documents.tasks.models import Task
from tests.cast import Cast
from tests.office import papers
from tests.office.outcome import id_of, refused, waits


def given(hand, **more) -> str:
    got = hand.asks("POST", "/tasks", json={"title": "Rà soát danh mục hồ sơ"} | more)
    assert got.status_code == 201, got.text
    return f"/tasks/{got.json['id']}"


def no(hand, reason: str, **more) -> None:
    refused(hand.asks("POST", "/tasks", json={"title": "Rà soát danh mục"} | more), reason)


def under_way(hand, path: str) -> str:
    for name in ("receive", "start"):
        papers.ok(hand.does(path, name))
    return path


def at(monkeypatch, day: int, hour: int = 9) -> None:
    """It is nine o'clock on a day of March 2027, or that hour."""
    moment = dt.datetime(2027, 3, day, hour, tzinfo=HANOI).astimezone(dt.UTC)
    for module in ("services", "standing_still", "creating", "queries"):
        monkeypatch.setattr(f"server.documents.tasks.{module}.now", lambda: moment)


def test_minh_gives_by_hand_and_everybody_whose_it_is_finds_it(one_cast: Cast):
    path = given(one_cast.minh, lead=one_cast.nam.account, cooperate=["tckh"], due_at=papers.due(5))
    assert waits(one_cast.nam, path) == {"receive"}
    for hand in (one_cast.nam, one_cast.hoa, one_cast.tckh, one_cast.tuan, one_cast.son):
        assert hand.asks("GET", path).status_code == 200, hand.account
    assert one_cast.cv_tckh.asks("GET", path).status_code == 404
    mine = one_cast.nam.sees("/tasks?part=lead")["items"]
    assert [one["title"] for one in mine] == ["Rà soát danh mục hồ sơ"]
    assert one_cast.minh.sees("/tasks?part=given&colour=green&q=ra soat")["items"]
    assert one_cast.nam.sees("/tasks?colour=red")["items"] == []


def test_who_gives_to_whom(one_cast: Cast):
    """A leader to all, a head within the unit, an officer to himself, nobody to another agency."""
    given(one_cast.hoa, lead=one_cast.nam.account)
    given(one_cast.nam, lead=one_cast.nam.account)
    no(one_cast.hoa, "lead_is_beyond_you", lead="tckh")
    no(one_cast.nam, "lead_is_beyond_you", lead=one_cast.hoa.account)
    no(one_cast.minh, "lead_needs_a_document", lead="hoangphu")
    no(one_cast.minh, "unknown_person", lead="aidaykhongbiet")
    no(one_cast.minh, "ends_ahead", lead="tckh", due_at="2020-01-02T17:00:00+07:00")
    no(one_cast.lan, "wrong_role", lead=one_cast.lan.account)


def test_from_a_document_the_lead_reads_it_and_its_page_says_so(one_cast: Cast):
    letter = papers.registered(one_cast)
    papers.ok(one_cast.lan.does(letter, "present"))
    assert one_cast.cv_tckh.asks("GET", letter).status_code == 404
    path = given(one_cast.minh, lead="cv-tckh.huyen", source=letter.strip("/"))
    assert one_cast.cv_tckh.asks("GET", letter).status_code == 200
    assert f'href="{path}"' in one_cast.minh.browser().get(letter).text
    assert f'href="{letter}"' in one_cast.cv_tckh.browser().get(path).text
    assert f"/tasks/new?source=incoming/{id_of(letter)}" in one_cast.minh.browser().get(letter).text
    no(one_cast.hoa, "not_found", lead=one_cast.nam.account, source=letter.strip("/"))


@pytest.mark.sent
def test_a_commune_leads_by_a_document_that_reached_it_alone(one_cast: Cast):
    path = given(one_cast.minh, lead="hoangphu", source=papers.SENT.strip("/"))
    assert waits(one_cast.anh, path) == {"receive"}
    no(one_cast.minh, "lead_needs_a_document", lead="hoangdong", source=papers.SENT.strip("/"))


def test_its_page_names_the_document_and_the_whole_to_who_may_read_them(one_cast: Cast):
    letter = papers.registered(one_cast)
    papers.ok(one_cast.lan.does(letter, "present"))
    said = {"source": letter.strip("/"), "urgency": "KHAN"}
    whole = given(one_cast.minh, lead="vhtt", title="Lập kế hoạch năm", **said)
    part = given(one_cast.hoa, lead=one_cast.nam.account, parent=id_of(whole))
    thing = one_cast.hoa.sees(letter)
    page = html.unescape(one_cast.hoa.browser().get(whole).text)
    assert f"{thing['code']} – {thing['subject']}" in page and "Khẩn" in page
    assert "Lập kế hoạch năm" in one_cast.hoa.browser().get(part).text
    his = one_cast.nam.browser().get(part).text
    assert "Lập kế hoạch năm" not in his and f'href="{whole}"' not in his, "not his to read"


def test_a_part_is_due_no_later_than_the_whole(one_cast: Cast):
    whole = under_way(one_cast.hoa, given(one_cast.minh, lead="vhtt", due_at=papers.due(5)))
    part = {"lead": one_cast.nam.account, "parent": id_of(whole)}
    no(one_cast.hoa, "fits_its_parent", **part, due_at=papers.due(6))
    no(one_cast.hoa, "fits_its_parent", **part)
    no(one_cast.minh, "not_yours", **part, due_at=papers.due(4))
    path = given(one_cast.hoa, **part, due_at=papers.due(5))
    assert one_cast.nam.sees(path)["parent"] == id_of(whole)
    assert f'href="{path}"' in one_cast.hoa.browser().get(whole).text
    papers.ok(one_cast.minh.does(whole, "cancel", {"reason": "Thôi"}))
    no(one_cast.hoa, "wrong_state", **part, due_at=papers.due(4))


def test_parts_end_with_the_whole_that_is_taken_back_or_returned(one_cast: Cast):
    """Who takes it next divides it himself; what was done of it stays done."""
    whole = given(one_cast.minh, lead="vhtt", due_at=papers.due(5))
    part = {"lead": one_cast.nam.account, "parent": id_of(whole), "due_at": papers.due(3)}
    path, done = (under_way(one_cast.nam, given(one_cast.hoa, **part)) for _n in range(2))
    papers.ok(one_cast.nam.does(done, "report", {"result": "Xong"}))
    papers.ok(one_cast.hoa.does(done, "accept"))
    smaller = given(one_cast.nam, **part | {"parent": id_of(path)})
    papers.ok(one_cast.hoa.does(whole, "return", {"reason": "Việc của tài chính"}))
    assert [one_cast.nam.sees(it)["state"] for it in (path, smaller)] == ["CANCELLED"] * 2
    assert one_cast.nam.sees(done)["state"] == "DONE"
    assert waits(one_cast.nam, path) == set()
    assert "Việc chính đã được trả lại: Việc của tài chính" in one_cast.nam.browser().get(path).text
    no(one_cast.hoa, "wrong_state", **part)
    again = {"lead": "tckh", "due_at": papers.due(5)}
    papers.ok(one_cast.minh.does(whole, "give_again", again))
    other = given(one_cast.tckh, **part | {"lead": one_cast.cv_tckh.account})
    papers.ok(one_cast.minh.does(whole, "cancel", {"reason": "Thôi"}))
    assert one_cast.cv_tckh.sees(other)["state"] == "CANCELLED"


def test_no_more_time_for_a_part_than_the_whole_has(one_cast: Cast):
    whole = under_way(one_cast.hoa, given(one_cast.minh, lead="vhtt", due_at=papers.due(5)))
    part = {"lead": one_cast.nam.account, "parent": id_of(whole), "due_at": papers.due(3)}
    path = under_way(one_cast.nam, given(one_cast.hoa, **part))
    wish = {"reason": "Chờ xã"}
    no_more = one_cast.nam.does(path, "request_extension", wish | {"due_at": papers.due(6)})
    refused(no_more, "fits_its_parent")
    papers.ok(one_cast.nam.does(path, "request_extension", wish | {"due_at": papers.due(5)}))
    with transaction() as session:
        session.get_one(Task, id_of(whole)).due_at = dt.datetime.fromisoformat(papers.due(4))
    refused(one_cast.hoa.does(path, "grant_extension"), "fits_its_parent")


def test_a_part_laid_aside_ends_with_the_whole_at_the_latest(one_cast: Cast, monkeypatch):
    at(monkeypatch, 1)
    whole = given(one_cast.minh, lead="vhtt", due_at="2027-03-10T17:00:00+07:00")
    under_way(one_cast.hoa, whole)
    part = {"lead": one_cast.nam.account, "parent": id_of(whole)}
    path = given(one_cast.hoa, **part, due_at="2027-03-05T17:00:00+07:00")
    under_way(one_cast.nam, path)
    wish = {"due_at": "2027-03-12T17:00:00+07:00", "reason": "Chờ Sở trả lời"}
    papers.ok(one_cast.hoa.does(path, "suspend", wish))
    at(monkeypatch, 9)
    done = papers.ok(one_cast.hoa.does(path, "resume"))
    assert done["due_at"] == "2027-03-10T17:00:00+07:00"


@pytest.mark.sent
def test_the_result_is_named_as_the_office_names_it(one_cast: Cast):
    """By number and notation, not by where its page is; of what one may not see, nothing is."""
    sent = one_cast.minh.sees(papers.SENT)
    path = under_way(one_cast.nam, given(one_cast.minh, lead=one_cast.nam.account))
    refused(one_cast.nam.does(path, "report", {"document_code": "9999/BC-UBND"}), "no_such_reply")
    done = papers.ok(one_cast.nam.does(path, "report", {"document_code": f" {sent['code']}"}))
    assert done["document"] == sent["id"]
    other = under_way(one_cast.cv_tckh, given(one_cast.minh, lead=one_cast.cv_tckh.account))
    unseen = one_cast.cv_tckh.does(other, "report", {"document_code": sent["code"]})
    refused(unseen, "no_such_reply")


def test_the_helper_says_his_part_and_both_lay_down_files(one_cast: Cast):
    path = given(one_cast.minh, lead="vhtt", cooperate=["tckh"])
    under_way(one_cast.hoa, path)
    papers.ok(one_cast.tckh.does(path, "contribute", {"reason": "Đã gửi số liệu chi"}))
    refused(one_cast.hoa.does(path, "contribute", {"reason": "Tôi"}), "not_yours")
    refused(one_cast.hoa.does(path, "report"), "has_a_result")
    for hand in (one_cast.tckh, one_cast.hoa):
        data = {"file": (io.BytesIO(papers.scan()), "so-lieu.pdf")}
        assert hand.asks("POST", f"{path}/files", data=data).status_code == 201
    other = {"file": (io.BytesIO(papers.scan()), "so-lieu.pdf")}
    refused(one_cast.minh.asks("POST", f"{path}/files", data=other), "not_yours")
    done = papers.ok(one_cast.hoa.does(path, "report"))
    assert [one["name"] for one in done["files"]] == ["so-lieu.pdf", "so-lieu.pdf"]
    assert one_cast.minh.browser().get(f"{path}/files/2", buffered=True).status_code == 200
    secret = {"file": (io.BytesIO(papers.scan("MẬT")), "TỐI MẬT.pdf")}
    papers.ok(one_cast.minh.does(path, "rework", {"reason": "Thiếu"}))
    refused(one_cast.hoa.asks("POST", f"{path}/files", data=secret), "file_may_be_secret")


def test_suspended_its_clock_stands_still(one_cast: Cast, monkeypatch):
    at(monkeypatch, 1)
    path = given(one_cast.minh, lead="tckh", due_at="2027-03-05T17:00:00+07:00")
    under_way(one_cast.tckh, path)
    wish = {"due_at": "2027-03-12T17:00:00+07:00", "reason": "Chờ Sở Tài chính trả lời"}
    done = papers.ok(one_cast.minh.does(path, "suspend", wish))
    assert (done["state"], done["colour"]) == ("SUSPENDED", "grey")
    assert waits(one_cast.tckh, path) == set() and waits(one_cast.minh, path) == {"resume"}
    at(monkeypatch, 9)
    assert one_cast.minh.sees("/tasks?due=overdue")["items"] == []
    done = papers.ok(one_cast.minh.does(path, "resume"))
    assert done["due_at"] == "2027-03-15T17:00:00+07:00", "six working days later"
    assert waits(one_cast.tckh, path) == {"report"}


LATER = {"due_at": "2027-03-12T17:00:00+07:00", "reason": "Chờ Sở Tài chính trả lời"}


def test_laid_aside_it_goes_on_where_it_stood(one_cast: Cast, monkeypatch):
    """TK-T08, any open ↔ SUSPENDED: nobody took it on yet, or its result is there."""
    at(monkeypatch, 1)
    path = given(one_cast.minh, lead="tckh", due_at="2027-03-05T17:00:00+07:00")
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    refused(one_cast.minh.does(path, "resume"), "was_under_way")
    done = papers.ok(one_cast.minh.does(path, "resume_new"))
    assert (done["state"], waits(one_cast.tckh, path)) == ("NEW", {"receive"})
    under_way(one_cast.tckh, path)
    at(monkeypatch, 8)
    papers.ok(one_cast.tckh.does(path, "report", {"result": "Xong"}))
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    assert one_cast.minh.sees(path)["actions"][-2:] == ["resume_reported", "cancel"]
    at(monkeypatch, 12)
    done = papers.ok(one_cast.minh.does(path, "resume_reported"))
    assert (done["state"], waits(one_cast.minh, path)) == ("REPORTED", {"accept"})
    assert done["due_at"] == "2027-03-05T17:00:00+07:00", "what was reported late stays late"


def test_what_was_given_back_is_open_too(one_cast: Cast, monkeypatch):
    """TK-T06 and T08, any open: the giver moves its day, or lets it rest, and it is his again."""
    at(monkeypatch, 1)
    path = given(one_cast.minh, lead="tckh", due_at="2027-03-05T17:00:00+07:00")
    papers.ok(one_cast.tckh.does(path, "return", {"reason": "Không thuộc chức năng"}))
    more = {"due_at": "2027-03-10T17:00:00+07:00", "reason": "Chọn đơn vị khác"}
    done = papers.ok(one_cast.minh.does(path, "grant_extension", {"due_at": more["due_at"]}))
    assert (done["state"], done["due_at"]) == ("RETURNED", more["due_at"])
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    at(monkeypatch, 3)
    done = papers.ok(one_cast.minh.does(path, "resume_returned"))
    assert (done["state"], waits(one_cast.minh, path)) == ("RETURNED", {"cancel"})
    assert done["due_at"] == "2027-03-12T17:00:00+07:00", "two working days later"


def test_the_longest_that_was_said_over_it_goes_on_by_itself(one_cast: Cast, monkeypatch):
    """TK-T08, max stated: what nobody remembers does not stand still for ever."""
    at(monkeypatch, 1)
    path = given(one_cast.minh, lead="tckh", due_at="2027-03-05T17:00:00+07:00")
    under_way(one_cast.tckh, path)
    papers.ok(one_cast.minh.does(path, "suspend", LATER))
    at(monkeypatch, 12)
    standing_still.resume_all()
    assert one_cast.minh.sees(path)["state"] == "SUSPENDED", "until the end of that day"
    at(monkeypatch, 17)
    for _again in range(2):
        standing_still.resume_all()
    done = one_cast.tckh.sees(path)
    assert (done["state"], waits(one_cast.tckh, path)) == ("IN_PROGRESS", {"report"})
    assert done["due_at"] == "2027-03-18T17:00:00+07:00", "nine days, not the two beyond them"


def test_urged_it_rings_at_the_lead_and_late_it_is_told_to_the_head(one_cast: Cast):
    path = given(one_cast.minh, lead="tckh", due_at=papers.due(1))
    before = one_cast.tckh.browser().get("/notices").text
    papers.ok(one_cast.minh.does(path, "urge", {"reason": "Cần trước giao ban"}))
    assert "Cần trước giao ban" in one_cast.tckh.browser().get(path).text and before
    refused(one_cast.tckh.does(path, "urge"), "not_yours")
    with transaction() as session:
        row = session.query(Desk).filter_by(paper_kind="tasks", paper_id=id_of(path)).one()
        assert row.escalates_at is not None and row.escalates_at > row.due_at
        row.escalates_at = row.due_at = row.since - dt.timedelta(hours=1)
    assert "Việc quá hạn, để lâu chưa xử lý" in one_cast.minh.browser().get("/notices").text


def test_the_forms_keep_what_was_typed(one_cast: Cast):
    browser = one_cast.minh.browser()
    page = browser.get("/tasks/new").text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    typed = {"csrf_token": token, "title": "Rà soát hồ sơ", "lead": "", "due_at": "40/13/2026"}
    again = browser.post("/tasks/new", data=typed)
    assert again.status_code == 422 and "Rà soát hồ sơ" in again.text
    assert again.text.count('aria-invalid="true"') == 2
    made = browser.post("/tasks/new", data=typed | {"lead": "tckh", "due_at": ""})
    assert made.status_code == 302
    path = under_way(one_cast.tckh, made.location)
    hand = one_cast.tckh.browser()
    token = hand.get(f"{path}/evidence").text.split('name="csrf_token" value="', 1)[1].split('"')[0]
    assert hand.post(f"{path}/evidence", data={"csrf_token": token}).status_code == 422
    data = {"csrf_token": token, "file": (io.BytesIO(papers.scan()), "bien-ban.pdf")}
    assert hand.post(f"{path}/evidence", data=data).location == path
    assert "bien-ban.pdf" in hand.get(path).text
