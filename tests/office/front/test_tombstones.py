"""Sơn reads what stays of state secrets, and that some lie shut away; never a word (RP-14)."""

import datetime as dt
import io
import re

import docx
import pypdfium2
from openpyxl import load_workbook
from werkzeug.test import Client

import signing
from server import jobs
from server.clock import today
from server.database import db, transaction
from server.home import tomb_lists
from server.office import office
from server.papers import tombstones
from server.papers.listing import PAGE
from server.papers.tombstones import Tombstone
from tests.cast import Cast
from tests.office.incoming.shredder import MARK, WHY, purged, secret
from tests.office.outcome import id_of, refused


def test_son_reads_when_by_which_hands_why_and_which_bytes(one_cast: Cast) -> None:
    path = secret(one_cast)
    (file,) = one_cast.lan.sees(path)["files"]
    purged(one_cast, path)
    page = one_cast.son.browser().get("/tombstones").text
    hands = (one_cast.lan.actor.name, one_cast.minh.actor.name)
    for word in (*hands, WHY["reason"], file["sha256"], f'href="{path}"', "UBND huyện"):
        assert word in page, word
    assert MARK not in page
    (stone,) = one_cast.son.sees("/tombstones")["items"]
    assert (stone["incoming"], stone["sha256"]) == (id_of(path), [file["sha256"]])
    assert hands[0] in stone["proposed_by"] and hands[1] in stone["confirmed_by"]


def test_of_what_lies_shut_away_he_reads_that_it_is_there(one_cast: Cast) -> None:
    path = secret(one_cast)
    page = one_cast.son.browser().get("/tombstones").text
    assert "Không có văn bản nào đang cách ly" not in page
    assert MARK not in page and f'href="{path}"' not in page
    purged(one_cast, path)
    assert "Không có văn bản nào đang cách ly" in one_cast.son.browser().get("/tombstones").text


def test_it_is_narrowed_by_agency_by_a_hand_and_by_a_digest(one_cast: Cast) -> None:
    path = secret(one_cast)
    (file,) = one_cast.lan.sees(path)["files"]
    purged(one_cast, path)
    found = {"agency=huyen", f"q={file['sha256'][:12].upper()}", "q=vanthu.huyen", "q=CHUTICH"}
    for asked in found:
        assert len(one_cast.son.sees(f"/tombstones?{asked}")["items"]) == 1, asked
        assert file["sha256"] in one_cast.son.browser().get(f"/tombstones?{asked}").text
    for asked in ("agency=hoangphu", f"q={file['sha256'][1:12]}", "q=%25", f"q={MARK}"):
        assert one_cast.son.sees(f"/tombstones?{asked}")["items"] == [], asked
        assert file["sha256"] not in one_cast.son.browser().get(f"/tombstones?{asked}").text
    refused(one_cast.son.asks("GET", "/tombstones?agency=khong-co"), "unknown_agency")


def test_it_is_narrowed_by_the_days_of_a_period(one_cast: Cast) -> None:
    purged(one_cast, secret(one_cast))
    day, before = today(), today() - dt.timedelta(1)
    inside = (f"purged_from={day}", f"purged_to={day}", f"purged_from={before}&purged_to={day}")
    for asked, count in [*((one, 1) for one in inside), (f"purged_to={before}", 0)]:
        assert len(one_cast.son.sees(f"/tombstones?{asked}")["items"]) == count, asked
        shown = one_cast.son.browser().get(f"/tombstones?{asked}").text
        assert shown.count("Tiêu hủy lúc") == count, asked
    written = one_cast.son.browser().get(f"/tombstones?purged_to={before:%d/%m/%Y}").text
    assert "Tiêu hủy lúc" not in written and f'value="{before:%d/%m/%Y}"' in written


def _sheet(made: bytes) -> str:
    rows = load_workbook(io.BytesIO(made)).active.iter_rows()
    return " ".join(str(cell.value) for row in rows for cell in row)


def _document(made: bytes) -> str:
    file = docx.Document(io.BytesIO(made))
    cells = [cell.text for row in file.tables[0].rows for cell in row.cells]
    return " ".join([*(one.text for one in file.paragraphs), *cells])


def _leaves(made: bytes) -> str:
    return " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made))


READ = {"xlsx": _sheet, "docx": _document, "pdf": _leaves}


def _asked(son: Client, where: str, **more: str) -> str:
    token = re.findall(r'name="csrf_token" value="([^"]*)"', son.get("/tombstones").text)[0]
    answer = son.post(where, data={"csrf_token": token, **more})
    assert answer.status_code == 302, answer.text
    return answer.headers["Location"]


def _made(son: Client, form: str) -> str:
    """The page of the report, its job done."""
    there = _asked(son, f"/audit/reports/tombstones/{form}?agency=huyen")
    jobs.work(int(there.rsplit("/", 1)[1]))
    db.session.rollback()
    return there


def test_son_takes_the_list_away_without_a_word_of_them(one_cast: Cast) -> None:
    path = secret(one_cast)
    (file,) = one_cast.lan.sees(path)["files"]
    purged(one_cast, path)
    son = one_cast.son.browser()
    for form, read in READ.items():
        shown = son.get("/tombstones?agency=huyen").text
        assert f'action="/audit/reports/tombstones/{form}?agency=huyen"' in shown
        there = _made(son, form)
        page = son.get(there).text
        assert "Xong: 1 dòng" in page and 'href="/tombstones"' in page
        with son.get(f"{there}/file") as got:
            said = "".join(read(got.data).split()).lower()
        for word in (file["sha256"], "".join(WHY["reason"].split()).lower(), "tínhđến"):
            assert word in said, (form, word)
        assert MARK.lower() not in said
    for hand in (one_cast.lan, one_cast.minh):
        page = hand.browser()
        token = re.findall(r'name="csrf_token" value="([^"]*)"', page.get("/incoming").text)[0]
        where = "/audit/reports/tombstones/xlsx"
        assert page.post(where, data={"csrf_token": token}).status_code == 403


def test_what_lies_shut_away_is_in_it_without_a_word_of_it(one_cast: Cast) -> None:
    """RP-14: tombstones and quarantine; a list of those of some days has none of it."""
    secret(one_cast)
    son = one_cast.son.browser()
    for asked, told in (({}, 1), ({"agency": "hoangphu"}, 0), ({"purged_to": "2020-01-01"}, 0)):
        said = [*tomb_lists.cells_of(asked)]
        assert len(said) == told, asked
    with son.get(f"{_made(son, 'xlsx')}/file") as got:
        words = READ["xlsx"](got.data)
    assert "Đang cách ly" in words and MARK not in words


def test_on_paper_he_signs_it_and_anybody_verifies_that(one_cast: Cast) -> None:
    """RP-14 as a signed PDF: with his own key, under the title of the list."""
    purged(one_cast, secret(one_cast))
    son = one_cast.son.browser()
    there = _made(son, "pdf")
    _asked(son, f"{there}/sign", pin=one_cast.pin)
    with son.get(f"{there}/file") as got:
        pdf = got.data
    verdict = signing.verify(pdf, signing.Trust.of([office().cabinet.keys]))
    assert (verdict.verdict, verdict.profile) == ("valid", "report")
    assert [one.signer for one in verdict.signatures] == [one_cast.son.actor.name]
    assert "VĂN BẢN MẬT ĐÃ TIÊU HỦY" in " ".join(_leaves(pdf).split())


def test_an_older_page_begins_where_the_newer_one_ended(one_cast: Cast) -> None:
    first = tombstones.tombstone_of("incoming", id_of(purged(one_cast, secret(one_cast))))
    assert first is not None
    copied = {c.name: getattr(first, c.name) for c in Tombstone.__table__.columns}
    with transaction() as session:
        for n in range(PAGE):
            session.add(Tombstone(**copied | {"id": first.id + 1 + n, "paper_id": 1000 + n}))
    db.session.rollback()
    page = one_cast.son.sees("/tombstones")
    assert len(page["items"]) == PAGE and page["next_cursor"]
    (oldest,) = one_cast.son.sees(f"/tombstones?cursor={page['next_cursor']}")["items"]
    assert oldest["id"] == copied["id"]
    shown = one_cast.son.browser().get("/tombstones").text
    assert f"cursor={page['next_cursor']}" in shown


def test_nobody_but_an_auditor_opens_it(one_cast: Cast) -> None:
    for hand in (one_cast.lan, one_cast.minh, one_cast.kien):
        refused(hand.asks("GET", "/tombstones"), "not_allowed")
        assert hand.browser().get("/tombstones").status_code == 403
    assert 'href="/tombstones"' in one_cast.son.browser().get("/audit", follow_redirects=True).text
    assert 'href="/tombstones"' not in one_cast.lan.browser().get("/incoming").text
