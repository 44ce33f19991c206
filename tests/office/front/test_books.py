"""The registers on screen: the decree's columns, by year and by right (DOMAIN §3.2, §4.3, §5.4)."""

import pytest
from sqlalchemy import update

from server.clock import today
from server.database import db, transaction
from server.documents.outgoing.models import OutgoingDocument
from server.registers.models import RegisterRow
from tests.office.front.desks import registered, statements
from tests.office.papers import assigned, directed, ok, sealed

YEAR = today().year


def _cells(page: str) -> list[list[str]]:
    body = page.split("<tbody>")[1].split("</table>", maxsplit=1)[0] if "<tbody>" in page else ""
    return [row.split("<td>")[1:] for row in body.split("<tr")[1:]]


def _book(hand, name: str, asked: str = "") -> str:
    got = hand.browser().get(f"/registers/{name}/{YEAR}{asked}")
    assert got.status_code == 200
    return got.text


def test_the_book_of_this_year_is_opened(one_cast):
    place = one_cast.lan.browser().get("/registers").headers["Location"]
    assert place == f"/registers/in/{YEAR}"


def test_the_incoming_book_has_the_ten_columns_of_the_decree(one_cast):
    directed(one_cast)
    page = _book(one_cast.lan, "in")
    assert page.count('<th scope="col">') == 10
    (cells,) = _cells(page)
    assert "Phòng Văn hóa và Thông tin" in cells[6]
    assert f"{today():%d/%m/%Y}" in cells[7]


@pytest.mark.sent
def test_the_outgoing_book_has_the_ten_columns_of_the_decree(one_cast):
    page = _book(one_cast.lan, "out")
    assert page.count('<th scope="col">') == 10
    (cells,) = _cells(page)
    assert "01/UBND-VHTT" in cells[0]
    assert one_cast.minh.actor.name in cells[3]


def test_the_follow_up_book_has_seven_columns_and_says_how_far_it_is(one_cast):
    assigned(one_cast)
    page = _book(one_cast.lan, "follow")
    assert page.count('<th scope="col">') == 7
    (cells,) = _cells(page)
    assert "Phòng Văn hóa và Thông tin" in cells[2]
    assert cells[3].strip() != ""
    assert "Đã giao người xử lý" in cells[4]


def test_another_year_has_its_own_book(one_cast):
    registered(one_cast.lan.actor)
    page = one_cast.lan.browser().get(f"/registers/in/{YEAR - 1}").text
    assert "Sổ này chưa có dòng nào." in page
    assert f'href="/registers/in/{YEAR}"' in page


def test_clerk_leader_chief_and_auditor_see_the_whole_book(one_cast):
    registered(one_cast.lan.actor, 2)
    sealed(one_cast)
    for one in (one_cast.lan, one_cast.minh, one_cast.tuan, one_cast.son):
        found = {name: len(_cells(_book(one, name))) for name in ("in", "out", "follow")}
        assert (one.actor.account, found) == (one.actor.account, {"in": 2, "out": 1, "follow": 2})


def test_a_head_and_an_officer_see_the_lines_of_what_is_theirs(cast):
    assigned(cast)
    registered(cast.lan.actor, 2)
    assert len(_cells(_book(cast.hoa, "in"))) == 1
    assert len(_cells(_book(cast.nam, "in"))) == 1
    assert len(_cells(_book(cast.cv_tckh, "in"))) == 0


@pytest.mark.parametrize("who", ["kien", "yen", "thu"])
def test_others_open_no_register(one_cast, who):
    assert getattr(one_cast, who).browser().get(f"/registers/in/{YEAR}").status_code == 403


def test_a_line_opens_the_paper_only_for_its_readers(cast):
    (paper_id,) = registered(cast.lan.actor)
    link = f'href="/incoming/{paper_id}"'
    assert link in _book(cast.lan, "in")
    assert link not in _book(cast.binh, "in")


def test_the_book_is_searched_without_marks_and_by_code(cast):
    registered(cast.lan.actor, number="1250", subject="V/v phòng chống lụt bão")
    registered(cast.lan.actor, number="77")
    assert len(_cells(_book(cast.lan, "in", "?q=lut bao"))) == 1
    assert len(_cells(_book(cast.lan, "in", "?code=77/ubnd"))) == 1
    assert len(_cells(_book(cast.lan, "in", "?code=%25"))) == 0


def test_the_auditor_chooses_the_agency_and_nobody_else_does(cast):
    registered(cast.dao.actor, subject="V/v của xã")
    page = _book(cast.son, "in", "?agency=hoangphu")
    assert "V/v của xã" in page
    assert "Hoằng Phú" in page.split("</h1>")[1].split("</p>")[0]
    got = cast.lan.browser().get(f"/registers/in/{YEAR}?agency=hoangphu")
    assert got.status_code == 403 and "V/v của xã" not in got.text
    assert cast.lan.browser().get(f"/registers/in/{YEAR}?agency=huyen").status_code == 200
    assert 'name="agency"' not in _book(cast.lan, "in")


def test_an_agency_that_is_not_there_is_said(one_cast):
    got = one_cast.son.browser().get(f"/registers/in/{YEAR}?agency=khong-co")
    assert got.status_code == 422


def test_a_voided_number_stays_in_the_book_marked(cast):
    path = sealed(cast)
    body = {"reason": "Ghi nhầm tên cơ quan nhận văn bản"}
    assert cast.lan.does(path, "void_number", body).status_code == 202
    ok(cast.minh.does(path, "void_number", body))
    assert db.session.get(OutgoingDocument, int(path.rsplit("/", 1)[1])).state == "VOIDED"
    page = _book(cast.lan, "out")
    assert '<tr class="void">' in page
    assert "Hủy: " in page


def test_the_book_turns_its_pages_without_a_line_twice_or_missing(cast):
    registered(cast.lan.actor, 70)
    browser = cast.lan.browser()
    first = browser.get(f"/registers/in/{YEAR}").text
    place = first.split('href="?cursor=')[1].split('"')[0]
    second = browser.get(f"/registers/in/{YEAR}?cursor={place}").text
    numbers = [
        int(row[1].split("</a>")[0].split(">")[-1]) for row in _cells(first) + _cells(second)
    ]
    assert numbers == list(range(70, 0, -1))


@pytest.mark.parametrize("name", ["in", "out", "follow"])
def test_a_full_page_asks_no_more_than_a_line(cast, name):
    browser = cast.lan.browser()
    registered(cast.lan.actor)
    asked = []
    for _ in range(2):
        browser.get(f"/registers/{name}/{YEAR}")
        db.session.remove()
        with statements() as said:
            browser.get(f"/registers/{name}/{YEAR}")
        asked.append(len(said))
        registered(cast.lan.actor, 30)
    assert asked[0] == asked[1] <= 6


def test_long_subjects_make_a_page_of_fewer_lines_and_none_is_lost(one_cast):
    registered(one_cast.lan.actor, 50, subject="Triển khai Nghị quyết của Hội đồng nhân dân " * 9)
    browser, found, at = one_cast.lan.browser(), [], ""
    while at is not None:
        page = browser.get(f"/registers/in/{YEAR}{at}")
        assert len(page.data) <= 25 * 1024
        found += [int(row[1].split("</a>")[0].split(">")[-1]) for row in _cells(page.text)]
        at = _next(page.text) if 'rel="next"' in page.text else None
    assert found == list(range(50, 0, -1))


def _next(page: str) -> str:
    return page.split('" rel="next"', maxsplit=1)[0].rsplit('href="', 1)[1]


def test_a_line_names_two_recipients_and_counts_the_others_so_a_page_keeps_within_its_bytes(
    one_cast,
):
    """The others stand once under the book, on the screen and where it is printed from there: on
    each line they were half of the page."""
    registered(one_cast.lan.actor, 50, subject="V/v rà soát, thống kê số liệu chỉ số " * 2)
    communes = [f"Ủy ban nhân dân xã Hoằng {n}" for n in range(14)]
    with transaction():
        db.session.execute(update(RegisterRow).values(recipients="; ".join(communes)))
    page = _book(one_cast.lan, "in")
    assert {cells[6].strip() for cells in _cells(page)} == {
        "Ủy ban nhân dân xã Hoằng 0; Ủy ban nhân dân xã Hoằng 1 và 12 nơi khác (1)"
    }
    assert page.count(f'<p class="soft">(1) {"; ".join(communes[2:])}</p>') == 1
    assert page.count("xã Hoằng 13") == 1
    assert len(page.encode()) <= 25 * 1024
    with transaction():
        db.session.execute(update(RegisterRow).values(recipients="; ".join(communes[:3])))
    assert _cells(_book(one_cast.lan, "in"))[0][6].strip() == "; ".join(communes[:3])


def test_the_book_says_its_name_on_paper(one_cast):
    registered(one_cast.lan.actor)
    assert f'<caption class="print-only">Sổ đăng ký văn bản đến năm {YEAR}' in _book(
        one_cast.lan, "in"
    )


@pytest.mark.sent
def test_each_book_has_its_own_widths(one_cast):
    """What is long in one book is short in another: whom it went to is column 5 out, 7 in."""
    browser = one_cast.lan.browser()
    assert '<table class="book of-out">' in browser.get(f"/registers/out/{today().year}").text
