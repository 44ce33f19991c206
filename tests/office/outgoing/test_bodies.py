"""Minh heads the Ban Chỉ đạo: its papers bear its name and take numbers of its own (NUM-06)."""

import datetime as dt
import html

import pypdfium2
import pytest
from flask import Flask

from server.admin import kinds
from server.admin.organisation import bodies
from server.clock import today
from server.database import db
from server.documents.against import OFFICE, Facing
from server.documents.outgoing import capacity, printing
from server.documents.outgoing.in_name_of import title_of_signer
from server.files import store
from server.org.bodies import AdvisoryBody, bodies_of
from server.org.models import Appointment, Delegation, Person
from server.typesetting import lint
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import kien, position, why
from tests.office.front.clicking import Desk
from tests.office.ledger.findings import found
from tests.office.outcome import change, line_of, refused
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok

BODY = {"in_name_of": "BCĐ", "doc_type": "Kế hoạch", "to": [], "for_info": ["hoangphu"]}
NEW = {
    "name": "Hội đồng Thi đua - Khen thưởng huyện Hoằng Hóa",
    "short_name": "Hội đồng",
    "abbreviation": "HĐTĐKT",
    "decision_code": "77/QĐ-UBND",
    "may_use_seal": True,
    "members": ("chutich.huyen: Chủ tịch Hội đồng", "chanhvp.huyen: Phó Chủ tịch Hội đồng"),
}


@pytest.fixture
def app(one_app: Flask) -> Flask:
    return one_app


def words_in(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


def settled(**more) -> AdvisoryBody:
    return bodies.settle(kien(), "huyen", bodies.Body(**NEW | more))


def test_it_is_numbered_in_its_own_book_and_the_agencys_goes_on(cast: Cast):
    """Annex I, II.3a: a paper of the committee in between moves no number of the body's."""
    first = papers.sealed(cast, **BODY)
    other = papers.sealed(cast, doc_type="Kế hoạch", for_info=["hoangphu"])
    second = papers.sealed(cast, **BODY)
    assert [paper_of(it).code for it in (first, other, second)] == [
        "01/KH-BCĐ", "01/KH-UBND", "02/KH-BCĐ",
    ]  # fmt: skip
    assert line_of(first).book == "OUT:BCĐ" and line_of(first).signer == "Trịnh Quang Minh"
    assert cast.lan.sees(first)["in_name_of"] == "BCĐ"
    assert found() == []


def test_its_page_bears_its_name_under_the_agencys_and_both_posts_of_its_signer(cast: Cast):
    """Box 2, 7a and 7b (II.7c); the linter finds nothing wrong with it."""
    path = papers.drafted(cast, **BODY)
    sheet = printing.sheet_of(paper_of(path))
    assert (sheet.superior, sheet.agency) == (
        "UBND huyện Hoằng Hóa", "Ban Chỉ đạo Chuyển đổi số huyện Hoằng Hóa",
    )  # fmt: skip
    assert sheet.authority == ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")
    page = words_in(store().fetch(printing.make(paper_of(path)).sha256))
    place = [page.index(it) for it in ("TRƯỞNG BAN", "CHỦ TỊCH UBND", sheet.signer)]
    assert place == sorted(place)
    assert not [one for one in lint(sheet) if one.verdict == "FAIL"]


def test_a_deputy_signs_for_its_head_by_the_decision_that_set_it_up(cast: Cast):
    """No mandate of the committee is asked for, and none of the committee's helps an outsider."""
    path = papers.drafted(cast, **BODY | {"signer": "truongphong.huyen", "capacity": "KT"})
    paper = paper_of(path)
    assert capacity.refusal(paper) == ""
    assert capacity.block_lines(capacity.signs(paper)) == (
        "TM. BAN CHỈ ĐẠO", "KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC",
    )  # fmt: skip
    assert printing.sheet_of(paper).post == "Trưởng phòng Văn hóa và Thông tin"
    paper.capacity = "TM"
    assert capacity.refusal(paper) == "not_head"


def test_who_verifies_it_reads_that_the_deputy_might_sign(cast: Cast):
    """His right is in the decision about the body that counted that day, in no mandate (§7.4)."""
    path = papers.dispatched(cast, **BODY)
    paper = paper_of(path)
    assert title_of_signer(paper) == "Trưởng ban"
    paper.signer_post_id, paper.capacity = position("phochutich.huyen").id, "KT"
    file = Facing("01", paper.issued_on, {}, paper)
    (no,) = [row for row in OFFICE if row.code == "signer_capacity"]
    assert not no.fails(file)
    paper.capacity = "TM"
    assert no.fails(file)
    paper.capacity, paper.signer_post_id = "KT", position("chanhvp.huyen").id
    assert no.fails(file)
    db.session.rollback()


def test_who_is_not_of_it_does_not_sign_for_it(cast: Cast):
    wrong = papers.DRAFT | BODY | {"signer": "chanhvp.huyen"}
    refused(cast.nam.asks("POST", "/outgoing", json=wrong), "signer_is_not_of_the_body")
    unknown = papers.DRAFT | BODY | {"in_name_of": "BCX"}
    refused(cast.nam.asks("POST", "/outgoing", json=unknown), "no_such_body")
    both = papers.DRAFT | BODY | {"joint": ["chutich.hoangphu"]}
    refused(cast.nam.asks("POST", "/outgoing", json=both), "body_issues_alone")


def test_what_the_committee_gave_a_member_opens_nothing_in_the_body(cast: Cast):
    """He may sign TL for the committee; of the body he is no deputy, and nothing else."""
    path = papers.drafted(cast, **BODY | {"signer": "truongphong.huyen", "capacity": "KT"})
    paper = paper_of(path)
    paper.signer_post_id = position("chanhvp.huyen").id
    given = {"agency_id": paper.agency_id, "position_id": paper.signer_post_id, "giver": "TM"}
    for capacity_ in ("KT", "TL", "TUQ"):
        written = {"kind": capacity_, "document_code": "08/QĐ-UBND", "valid_from": today()}
        ends = {"valid_to": today() + dt.timedelta(days=30), "subjects": ""}
        db.session.add(Delegation(**given | written | ends, doc_types=["Kế hoạch"]))
    db.session.flush()
    for asked in ("TM", "KT", "TL", "TUQ"):
        paper.capacity = asked
        assert capacity.refusal(paper) in ("not_head", "not_deputy", "not_unit_head")
    db.session.rollback()


def test_a_body_that_ended_signs_no_more(cast: Cast):
    path = papers.drafted(cast, **BODY)
    change(AdvisoryBody, {"abbreviation": "BCĐ"}, valid_to=today())
    assert capacity.refusal(paper_of(path)) == "not_head"


def test_another_decision_closes_the_row_and_its_book_goes_on(cast: Cast):
    first, second = settled(), settled(decision_code="90/QĐ-UBND")
    assert (first.valid_to, second.valid_to) == (today(), None)
    mine = [it for it in bodies_of(first.agency_id) if it.abbreviation == "HĐTĐKT"]
    assert [it.decision_code for it in mine] == ["90/QĐ-UBND"]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"abbreviation": "QĐ"}, "series_is_taken"),
        ({"abbreviation": "bcđ"}, "bad_series"),
        ({"members": ()}, "body_has_no_head"),
        ({"members": ("chutich.huyen",)}, "body_has_no_head"),
        ({"members": ("chutich.huyen: A", "chutich.huyen: B")}, "body_has_one_twice"),
        ({"members": ("khongco: A",)}, "unknown_person"),
    ],
)
def test_what_no_decision_says_is_not_written_down(cast: Cast, wrong, reason):
    assert why(settled, **wrong) == reason


def test_kien_writes_one_down_nam_finds_it_in_his_editor_and_kien_ends_it(cast: Cast):
    desk = Desk(cast.kien)
    page = html.unescape(desk.opens("/people/bodies"))
    assert "Ban Chỉ đạo Chuyển đổi số" in page and "Trưởng ban (Chủ tịch)" in page
    said = NEW | {"agency": "huyen", "members": "\r\n".join(NEW["members"]), "may_use_seal": "1"}
    assert desk.sends("/people/bodies/new", **said).status_code == 302
    assert NEW["name"] in html.unescape(desk.opens("/people/bodies"))
    editor = html.unescape(cast.nam.browser().get("/outgoing/new").text)
    assert "Ban hành với tên của" in editor and NEW["name"] in editor
    row = next(it for it in bodies_of(cast.lan.actor.agency_id) if it.abbreviation == "HĐTĐKT")
    tomorrow = today() + dt.timedelta(days=1)
    bodies.end(kien(), row.id, on=tomorrow)
    assert row.valid_to == tomorrow


def test_kien_settles_it_anew_from_what_stands_there_by_the_names_in_the_decision(cast: Cast):
    desk, here = Desk(cast.kien), f"/people/bodies/{bodies_of(cast.lan.actor.agency_id)[0].id}"
    page = html.unescape(desk.opens(here))
    assert f"{cast.minh.actor.name}: Trưởng ban\n" in page.replace("\r", "")
    assert f'href="{here}/end"' in page
    said = NEW | {"members": f"{cast.binh.actor.name}: Trưởng ban", "decision_code": "90/QĐ-UBND"}
    assert desk.sends(here, here, **{k: v for k, v in said.items() if k != "abbreviation"})
    (now_,) = bodies_of(cast.lan.actor.agency_id)
    assert (now_.abbreviation, now_.decision_code) == ("BCĐ", "90/QĐ-UBND")
    assert now_.leadership[0].post_id == position("phochutich.huyen").id


def test_of_two_of_one_name_the_account_is_asked_for_and_a_vacant_post_is_seen(cast: Cast):
    change(Person, {"account": "vanthu.huyen"}, full_name="Trịnh Quang Minh")
    one = "Trịnh Quang Minh: Chủ tịch Hội đồng"
    assert why(settled, members=(one,)) == "several_are_called_so"
    body = bodies_of(cast.lan.actor.agency_id)[0]
    assert bodies.lines_of(body).startswith("chutich.huyen: Trưởng ban")
    change(Appointment, {"position_id": position("chutich.huyen").id}, valid_to=today())
    assert bodies.lines_of(body).startswith("khuyết: Trưởng ban")
    assert why(settled, members=("khuyết: Trưởng ban",)) == "unknown_person"


def test_a_program_learns_in_whose_name_it_may_write(cast: Cast):
    (one,) = cast.nam.sees("/bodies")["items"]
    assert (one["abbreviation"], one["may_use_seal"]) == ("BCĐ", True)
    head = {"title": "Trưởng ban", "is_head": True, "account": "chutich.huyen"}
    assert one["leadership"][0] == head
    assert cast.cv_xa.sees("/bodies")["items"] == []


def test_a_series_of_the_agency_is_not_called_as_a_body(cast: Cast):
    use = kinds.Use(offered=True, series="BCĐ")
    assert why(kinds.settle, kien(), "huyen", "Báo cáo", use) == "series_is_taken"


def test_a_change_of_the_name_is_a_version_that_says_so(cast: Cast):
    path = papers.drafted(cast, **BODY)
    etag = cast.nam.asks("GET", path).headers["ETag"]
    ok(cast.nam.asks("PATCH", path, json={"in_name_of": ""}, match=etag))
    assert paper_of(path).issuing_body is None
