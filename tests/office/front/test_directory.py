"""Nam writes to one of five thousand agencies: a few letters find it, and his page stays small."""

import gzip
import html
import re

import pytest
from flask import Flask
from sqlalchemy import event, insert, update

from server.clock import today
from server.database import db, transaction
from server.documents.outgoing.models import OutgoingDocument
from server.habits import groups
from server.habits.groups import Wanted
from server.org.models import Agency
from tests.cast import Cast, Hand
from tests.office.front.desks import arrivals, registered, statements
from tests.office.outcome import id_of
from tests.office.papers import drafted

MANY = 3000
SMALL = 25 * 1024
PAGES = (
    ("nam", "/outgoing/new"),
    ("lan", "/groups/new"),
    ("kien", "/people/templates/huyen/new"),
    ("kien", "/people/agencies/outside/new"),
    ("kien", "/people/agencies?which=outside"),
)

OTHERS = (
    ("minh", "/tasks"),
    ("minh", "/tasks/board"),
    ("tuan", "/meetings/new"),
    ("lan", "/outgoing"),
    ("lan", "/exchange"),
    ("minh", "/reports"),
    ("son", "/lasting"),
    ("kien", "/people"),
)


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def outside(names: list[str]) -> None:
    """So many more agencies stand in the directory."""
    rows = [
        {"code": f"ngoai{n}", "organ_id": f"K{n}", "name": name, "short_name": name,
         "abbreviation": "", "level": "khac", "place_name": "", "external": True,
         "valid_from": today()}
        for n, name in enumerate(names)
    ]  # fmt: skip
    with transaction():
        db.session.execute(insert(Agency), rows)


def look(hand: Hand, which: str, **asked: str) -> list[str]:
    """What the page is answered."""
    answer = hand.browser().get(f"/directory/{which}", query_string=asked)
    return [one["value"] for one in answer.json["found"]]


def cost(hand: Hand, page: str) -> tuple[int, int]:
    with statements() as said:
        answer = hand.browser().get(page)
    assert answer.status_code == 200, page
    return len(gzip.compress(answer.data)), len(said)


def sent(hand: Hand, **typed: object):
    browser = hand.browser()
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get("/outgoing/new").text)
    draft = {"doc_type": "Công văn", "urgency": "NORMAL", "subject": "V/v mời họp", "bases": "",
             "body": "Kính mời.", "signer": "chutich.huyen", "capacity": "TM"}  # fmt: skip
    return browser.post(
        "/outgoing/new", data=draft | {"csrf_token": token[1], "op_id": "d"} | typed
    )


def test_no_page_grows_with_the_directory(cast):
    before = [cost(getattr(cast, who), page) for who, page in PAGES]
    outside([f"Cơ quan ngoài huyện số {n}" for n in range(MANY)])
    after = [cost(getattr(cast, who), page) for who, page in PAGES]
    assert [asked for _bytes, asked in after] == [asked for _bytes, asked in before]
    assert max(size for size, _asked in after) <= SMALL
    assert after[0][0] <= before[0][0] + 100


def test_no_page_reads_the_whole_directory(cast):
    outside([f"Cơ quan ngoài huyện số {n}" for n in range(200)])
    read: list[int] = []
    hear = lambda one, _context: read.append(one.id) if one.external else None  # noqa: E731
    event.listen(Agency, "load", hear)
    for who, page in (*PAGES, *OTHERS):
        db.session.expire_all()
        read.clear()
        assert getattr(cast, who).browser().get(page).status_code == 200, page
        assert len(read) <= 60, page
    event.remove(Agency, "load", hear)


def test_the_directory_comes_by_pages_the_unconfirmed_first_and_no_line_twice(cast):
    outside([f"Trường số {n}" for n in range(110)])
    with transaction():
        late = [f"ngoai{n}" for n in range(45, 110)]
        db.session.execute(update(Agency).where(Agency.code.in_(late)).values(flagged=True))
    browser, seen = cast.kien.browser(), []
    there = "/people/agencies?which=outside&q=truong"
    while there:
        page = browser.get(there).text
        seen += re.findall(r"<td[^>]*>(ngoai\d+)<", page)
        onward = re.search(r'href="(\?[^"]+)" rel="next"', page)
        there = onward and f"/people/agencies{html.unescape(onward[1])}"
    assert seen == late + [f"ngoai{n}" for n in range(45)]


def test_letters_without_marks_find_by_name_and_by_code_at_most_twenty(cast):
    outside(["Sở Y tế tỉnh Nghệ An", *(f"Trạm y tế số {n}" for n in range(60))])
    assert look(cast.nam, "recipients", q="so y te nghe") == ["ngoai0"]
    assert look(cast.nam, "recipients", q="ngoai7")[0] == "ngoai7"
    assert look(cast.nam, "recipients", q="phong tai chinh") == ["tckh"]
    assert len(look(cast.nam, "recipients", q="tram")) == 20
    assert look(cast.nam, "recipients", q="100%") == []


@pytest.mark.sent
def test_where_the_agency_wrote_lately_stands_first(cast):
    outside([f"UBND xã Hoằng {n}" for n in range(30)])
    to = db.session.scalars(db.select(OutgoingDocument)).first().recipients[0].code
    assert look(cast.nam, "recipients")[0] == to
    assert look(cast.nam, "recipients", q="ubnd xa")[0] == to


def test_a_draft_that_is_not_out_tells_nobody_whom_it_is_for(cast):
    outside([f"Thanh tra {n}" for n in range(30)])
    drafted(cast, to=["ngoai29"])
    assert look(cast.hoa, "recipients", q="thanh tra")[0] != "ngoai29"


def test_a_group_answers_with_who_is_in_it(cast):
    mark = f"group:{groups.make(cast.lan.actor, Wanted('2 xã', ['hoangphu']), shared=True).id}"
    assert look(cast.nam, "recipients", q="2 xa")[0] == mark
    assert look(cast.nam, "recipients", group=mark) == ["hoangphu"]
    assert look(cast.dao, "recipients", group=mark) == []


@pytest.mark.sent
def test_a_group_is_found_by_its_name_before_whom_one_wrote_to_lately(cast):
    """Nam typed "ba xa" for "Ba xã ven sông" and pressed Enter: the first "ủy ban nhân dân xã"
    of the last letters stood above it, and was chosen."""
    made = groups.make(cast.lan.actor, Wanted("Ba xã ven sông", ["hoangdao"]), shared=True)
    for typed in ("ba xa", "Ba  xã", "BA XÃ VEN"):
        assert look(cast.nam, "recipients", q=typed)[0] == f"group:{made.id}", typed
    assert look(cast.nam, "recipients", q="ubnd xa")[0] != f"group:{made.id}"


def test_an_agency_of_that_name_stays_before_a_group_that_is_called_after_it(cast):
    groups.make(cast.lan.actor, Wanted("Hoằng Phú và lân cận", ["hoangdao"]), shared=True)
    assert look(cast.nam, "recipients", q="hoangphu")[0] == "hoangphu"


def test_what_was_typed_and_not_chosen_is_found_by_the_server(cast):
    answer = sent(cast.nam, **{"to": ["hoangphu"], "to.typed": "UBND xã Hoằng Đông; tckh"})
    paper = db.session.get_one(OutgoingDocument, id_of(answer.location))
    assert [one.code for one in paper.recipients] == ["hoangphu", "hoangdong", "tckh"]


def test_what_means_several_or_nobody_is_refused_in_words_and_stays_typed(cast):
    answer = sent(
        cast.nam, **{"to": ["hoangphu"], "to.typed": "UBND xã", "for_info.typed": "Bộ Cá"}
    )
    assert answer.status_code == 422
    assert "“UBND xã” có thể là UBND xã Hoằng" in answer.text
    assert "Danh bạ không có nơi nào tên hay mã là “Bộ Cá”." in answer.text
    assert 'name="to.typed" value="UBND xã"' in answer.text
    assert '<option value="hoangphu" selected>UBND xã Hoằng Phú</option>' in answer.text


def test_ones_own_agency_is_called_by_its_name_where_agencies_are_asked_for(cast):
    page = cast.kien.browser().get(f"/people/agencies/outside/{_province().id}").text
    assert "Toàn cơ quan" not in page
    with transaction():
        _province().parent_id = cast.kien.actor.agency_id
    page = cast.kien.browser().get(f"/people/agencies/outside/{_province().id}").text
    assert '<option value="huyen" selected>UBND huyện Hoằng Hóa</option>' in page
    edit = cast.nam.browser().get(drafted(cast, to=["huyen", "tckh"]) + "/edit").text
    assert '<option value="huyen" selected>Toàn cơ quan (nội bộ)</option>' in edit
    assert '<option value="tckh" selected>Phòng Tài chính' in edit


def _province() -> Agency:
    return db.session.scalars(db.select(Agency).filter_by(code="tinh")).one()


def test_issuers_are_those_whose_papers_came_then_the_directory_and_for_clerks_only(cast):
    outside(["Sở Y tế tỉnh Nghệ An"])
    registered(cast.lan.actor, 1, issuer="Sở Y tế (theo dấu)")
    arrivals(cast.lan.actor, 1, issuer="sởy tế, máy đọc")
    found = look(cast.lan, "issuers", q="so y te")
    assert found[0] == "Sở Y tế (theo dấu)"
    assert "sởy tế, máy đọc" not in look(cast.lan, "issuers", q="soy te")
    assert "Sở Y tế tỉnh Nghệ An" in found
    assert cast.nam.browser().get("/directory/issuers?q=so").status_code == 403
