"""A case file from its opening to its closing (Decree 30/2020, article 29; DOMAIN §9)."""

import datetime as dt

import pytest
import time_machine

from server.clock import today
from server.database import db, transaction
from server.documents.casefiles import services
from server.documents.casefiles.models import CaseFile
from server.documents.incoming.models import IncomingDocument
from server.papers.services import Ref
from tests.office import papers
from tests.office.casefiles.keeping import CODE, TITLE, closed, filled, opened, put
from tests.office.incoming import desk
from tests.office.outcome import change, history, id_of, reads, refused, state_of, steps, waits

pytestmark = pytest.mark.sent
WHY = {"reason": "Bản trùng với văn bản khác"}


def test_who_is_given_the_work_opens_its_file_and_says_what_it_is(one_cast):
    """CF-02: what is in no list of the year."""
    path = opened(one_cast.nam, note="Theo kế hoạch 37/KH-UBND")
    file = one_cast.nam.sees(path)
    assert (file["state"], file["code"], file["title"]) == ("OPEN", CODE, TITLE)
    assert (file["year"], file["retention"], file["unit"]) == (today().year, 10, "vhtt")
    assert file["keeper"] == one_cast.nam.account
    assert file["file_code"].endswith(f".{today().year}.{CODE}")
    assert file["contents"] == [] and file["actions"] == ["add", "record", "set_rule", "cancel"]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"title": " "}, "has_title"),
        ({"code": ""}, "has_code"),
        ({"retention": None}, "retention_is_set"),
        ({"line": 9}, "unknown_line"),
    ],
)
def test_what_is_not_said_of_it_is_asked_for(one_cast, said, reason):
    body = {"title": TITLE, "code": CODE, "retention": 10} | said
    refused(one_cast.nam.asks("POST", "/casefiles", json=body), reason)


def test_a_code_names_one_file_of_the_year_and_is_no_word(one_cast):
    opened(one_cast.nam)
    body = {"title": "Khác", "code": CODE, "retention": 5}
    refused(one_cast.hoa.asks("POST", "/casefiles", json=body), "code_is_free")
    assert one_cast.hoa.asks("POST", "/casefiles", json=body | {"code": "VHTT"}).status_code == 422
    refused(one_cast.lan.asks("POST", "/casefiles", json=body), "wrong_role")


def test_a_file_is_read_by_its_keeper_and_who_answers_for_it(one_cast):
    path = opened(one_cast.nam)
    for name in ("nam", "hoa", "minh", "binh", "tuan", "son"):
        assert reads(getattr(one_cast, name), path), name
    for name in ("cv_tckh", "tckh", "lan", "thu", "mai", "anh", "dao"):
        assert not reads(getattr(one_cast, name), path), name


def test_documents_lie_in_the_course_of_the_matter_and_pages_run_through(one_cast):
    path = opened(one_cast.nam)
    put(one_cast.nam, path, papers.SENT)
    letter = desk.done(one_cast)
    long_ago = today() - dt.timedelta(days=20)
    change(IncomingDocument, {"id": id_of(letter)}, issued_on=long_ago)
    lines = put(one_cast.nam, path, letter)["contents"]
    assert [one["paper"] for one in lines] == [letter.strip("/"), papers.SENT.strip("/")]
    assert [one["ordinal"] for one in lines] == [1, 2]
    assert lines[0]["pages"] == "1" and lines[1]["pages"].startswith("2")


def test_a_document_lies_in_a_file_once_and_in_as_many_as_are_wanted(one_cast):
    """CF-05."""
    first, second = opened(one_cast.nam), opened(one_cast.nam, code="02.VHTT")
    for path in (first, second):
        put(one_cast.nam, path, papers.SENT)
    again = {"papers": [papers.SENT.strip("/")]}
    refused(one_cast.nam.does(first, "add", again), "is_not_in_it_yet")
    page = one_cast.nam.browser().get(papers.SENT).text
    assert first in page and second in page


def test_no_draft_and_no_letter_that_nobody_has_read_lies_in_a_file(one_cast):
    path = opened(one_cast.minh, code="01.VP")
    submitted, presented = papers.submitted(one_cast), papers.presented(one_cast)
    for paper in (submitted, presented):
        answer = one_cast.minh.does(path, "add", {"papers": [paper.strip("/")]})
        refused(answer, "paper_is_settled")


@pytest.mark.parametrize(
    "name", ["outgoing/999", "meetings/1", "outgoing", "incoming/x", "tasks/1"]
)
def test_what_is_not_there_or_not_mine_cannot_be_put_in(one_cast, name):
    path = opened(one_cast.nam)
    refused(one_cast.nam.does(path, "add", {"papers": [name]}), "unknown_paper")


def test_a_double_is_taken_out_with_its_reason(one_cast):
    """CF-06: part of the review."""
    path = filled(one_cast)
    first = one_cast.nam.sees(path)["contents"][0]
    item, name = first["item"], f"/{first['paper']}"
    refused(one_cast.nam.does(path, "remove", {"item": item, "reason": " "}), "has_reason")
    left = papers.ok(one_cast.nam.does(path, "remove", {"item": item} | WHY))
    assert len(left["contents"]) == 1
    refused(one_cast.nam.does(path, "remove", {"item": item} | WHY), "is_in_it")
    which = f"{'văn bản đi' if 'out' in name else 'văn bản đến'} [{id_of(name)}]"
    said = (history(path)[-1].transition, history(path)[-1].reason)
    assert said == ("remove", f"{which}: {WHY['reason']}")


def test_it_is_closed_when_its_work_is_done_and_not_before(one_cast):
    path = opened(one_cast.nam)
    refused(one_cast.nam.does(path, "close"), "has_papers")
    letter = desk.in_progress(one_cast)
    put(one_cast.nam, path, letter)
    refused(one_cast.nam.does(path, "close"), "work_is_done")
    papers.ok(one_cast.nam.does(letter, "propose_close", {"no_reply_reason": "Để biết"}))
    papers.ok(one_cast.hoa.does(letter, "close"))
    tomorrow = {"ended_on": (today() + dt.timedelta(days=1)).isoformat()}
    refused(one_cast.nam.does(path, "close", tomorrow), "ends_in_time")
    said = {"title": "Chuyển đổi số, đã rà soát", "retention": 0, "note": "Đủ"}
    done = papers.ok(one_cast.nam.does(path, "close", said))
    assert (done["state"], done["title"], done["retention"]) == ("CLOSED", said["title"], 0)
    assert (done["ended_on"], done["note"]) == (today().isoformat(), "Đủ")


def test_its_work_did_not_end_before_its_last_document_was_made(one_cast):
    """Of a plan of November the file was closed as of February: handed over, and one day up for
    destruction, nine months early (AR-01, AR-07)."""
    path, began = filled(one_cast), today() - dt.timedelta(days=90)
    change(CaseFile, {"id": id_of(path)}, opened_on=began)
    early = {"ended_on": (today() - dt.timedelta(days=1)).isoformat()}
    refused(one_cast.nam.does(path, "close", early), "ends_in_time")
    papers.ok(one_cast.nam.does(path, "close", {"ended_on": today().isoformat()}))


def test_closed_it_is_read_only_until_who_answers_for_it_opens_it_again(one_cast):
    """CF-06."""
    path = closed(one_cast)
    refused(one_cast.nam.does(path, "add", {"papers": [papers.SENT.strip("/")]}), "wrong_state")
    refused(one_cast.nam.does(path, "reopen", WHY), "wrong_role")
    refused(one_cast.hoa.does(path, "reopen", {"reason": ""}), "has_reason")
    again = papers.ok(one_cast.hoa.does(path, "reopen", WHY))
    assert (again["state"], again["ended_on"]) == ("OPEN", None)
    assert steps(path) == ["open", "add", "add", "close", "reopen"]


def test_a_letter_of_a_closed_file_is_not_taken_up_again(one_cast):
    path = closed(one_cast)
    letter = one_cast.nam.sees(path)["contents"][0]["paper"]
    refused(one_cast.minh.does(f"/{letter}", "reopen", WHY), "is_not_in_closed_file")


def test_the_reader_of_a_file_learns_nothing_of_a_paper_that_is_not_his(one_cast):
    """Tuấn answers for the office's files; the draft's letter was never shown to Bình."""
    path = filled(one_cast)
    hidden = [one for one in one_cast.binh.sees(path)["contents"] if one["subject"] is None]
    assert hidden and all(one["paper"] is None and one["code"] is None for one in hidden)
    page = one_cast.binh.browser().get(path).text
    assert "Văn bản anh/chị không được giao" in page
    assert "phòng họp không giấy tờ" in one_cast.nam.browser().get(path).text


def test_a_reply_lies_where_its_question_lies_and_what_the_rule_names_comes_by_itself(one_cast):
    letter = desk.in_progress(one_cast)
    question = opened(one_cast.nam)
    put(one_cast.nam, question, letter)
    rule = {"takes_kinds": ["outgoing"], "takes_words": "Không giấy tờ"}
    other = opened(one_cast.nam, code="02.VHTT", **rule)
    elsewhere = opened(one_cast.cv_tckh, code="01.TCKH", **rule)
    reply = papers.dispatched(one_cast, replies_to=id_of(letter))
    names = [one["paper"] for one in one_cast.nam.sees(question)["contents"]]
    assert reply.strip("/") in names
    assert [one["paper"] for one in one_cast.nam.sees(other)["contents"]] == [reply.strip("/")]
    assert one_cast.cv_tckh.sees(elsewhere)["contents"] == [], "another unit's"
    assert history(other)[-1].account is None, "the server did it"


def test_a_letter_that_is_closed_goes_where_the_rule_says_or_the_officer_chose(one_cast):
    rule = {"takes_kinds": ["incoming"], "takes_types": ["Công văn"]}
    ruled = opened(one_cast.nam, **rule)
    chosen = opened(one_cast.nam, code="02.VHTT")
    letter = desk.in_progress(one_cast)
    unknown = {"no_reply_reason": "Để biết", "case_file": "99.VHTT"}
    refused(one_cast.nam.does(letter, "propose_close", unknown), "unknown_case_file")
    papers.ok(one_cast.nam.does(letter, "propose_close", unknown | {"case_file": "02.VHTT"}))
    papers.ok(one_cast.hoa.does(letter, "close"))
    for path in (ruled, chosen):
        assert [one["paper"] for one in one_cast.nam.sees(path)["contents"]] == [letter.strip("/")]
    papers.ok(one_cast.nam.does(letter, "file", {"case_file": "02.VHTT"}))
    assert state_of(letter) == "FILED"


def test_what_falls_due_comes_to_its_keepers_desk_thirty_days_before_once(one_cast):
    """D01: closed on 1 March 2024, five years: warned on 1 February 2025, due on 1 March."""
    path = closed(one_cast, retention=5)
    assert waits(one_cast.nam, path) == set()
    change(CaseFile, {"id": id_of(path)}, ended_on=dt.date(2024, 3, 1))
    with time_machine.travel(dt.datetime(2025, 1, 29, 3, tzinfo=dt.UTC)):
        services.warn_all()
        assert waits(one_cast.nam, path) == set()
    with time_machine.travel(dt.datetime(2025, 2, 1, 3, tzinfo=dt.UTC)):
        services.warn_all()
        services.warn_all()
    assert waits(one_cast.nam, path) == {"transfer"}
    case = db.session.get_one(CaseFile, id_of(path))
    assert case.due_on == dt.date(2025, 3, 1)


def test_a_short_lived_file_is_never_due_and_construction_in_three_months(one_cast):
    case = db.session.get_one(CaseFile, id_of(closed(one_cast, retention=4)))
    assert case.due_on is None and case.due_at is None and not case.is_to_be_said
    with transaction():
        case.years, case.is_construction = 20, True
        case.ended_on = dt.date(2024, 3, 1)
    assert case.due_on == dt.date(2024, 6, 1)


def test_an_open_file_of_a_year_that_is_over_is_to_be_closed(one_cast):
    path = filled(one_cast)
    assert waits(one_cast.nam, path) == set()
    change(CaseFile, {"id": id_of(path)}, year=today().year - 1)
    services.warn_all()
    assert waits(one_cast.nam, path) == {"close"}
    home = one_cast.nam.browser().get("/").text
    assert f"Hồ sơ · {CODE}" in " ".join(home.split()), "files of one title are told apart"


def test_the_head_lets_it_be_kept_for_two_years_and_no_longer(one_cast):
    """AR-03: in writing, from the day it is due."""
    path = closed(one_cast)
    due = db.session.get_one(CaseFile, id_of(path)).due_on
    assert due is not None
    fair = {"until": due.replace(year=due.year + 2).isoformat(), "consent": "15/UBND-VP",
            "reason": "Phục vụ thanh tra"}  # fmt: skip
    refused(one_cast.binh.does(path, "keep_back", fair), "not_yours")
    late = (due.replace(year=due.year + 2) + dt.timedelta(days=1)).isoformat()
    for until in (late, due.isoformat()):
        refused(one_cast.minh.does(path, "keep_back", fair | {"until": until}), "until_is_fair")
    refused(one_cast.minh.does(path, "keep_back", fair | {"consent": " "}), "has_consent")
    kept = papers.ok(one_cast.minh.does(path, "keep_back", fair))
    assert (kept["state"], kept["kept_until"]) == ("KEPT_BACK", fair["until"])
    assert kept["due_on"] == fair["until"]
    papers.ok(one_cast.nam.does(path, "transfer"))


def test_two_at_once_the_second_is_told(one_cast):
    path = opened(one_cast.nam)
    seen = Ref(id_of(path), db.session.get_one(CaseFile, id_of(path)).version)
    services.add(one_cast.nam.actor, seen, papers=[papers.SENT])
    db.session.rollback()
    answer = one_cast.hoa.asks("POST", f"{path}/actions/close", json={}, match=f'"{seen.seen}"')
    refused(answer, "stale")
