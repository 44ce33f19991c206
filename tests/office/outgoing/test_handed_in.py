"""A draft comes as a file: taken or refused in words, placed, checked, versioned (DESIGN §11.9)."""

import hashlib
import io

import pikepdf
import pytest

from server.answers import ANSWERS
from server.database import db
from server.files import store
from server.uploads.handed import libreoffice
from server.uploads.reading.texts import read_text
from tests.cast import Cast
from tests.office.outcome import last_step, refused, state_of
from tests.office.outgoing import desk
from tests.office.outgoing.files import TYPED, handed_in, hands_in, hands_in_again, letter
from tests.office.papers import ok, scan
from tests.uploads.draft_files import edited, said
from tests.uploads.hostile_pdfs import PDFS
from tests.uploads.layout_docx import docx
from tests.uploads.sheets import picture, plain

OURS = "Mẫu riêng theo yêu cầu của Sở."


@pytest.fixture
def cast(one_app) -> Cast:
    return Cast(one_app)


def _patch(hand, path, **fields):
    etag = hand.asks("GET", path).headers["ETag"]
    return hand.asks("PATCH", path, match=etag, json=fields)


def _main(path):
    """The first file of the paper, as it lies in the store."""
    return store().fetch(desk.paper_of(path).file_sha256)


def test_nam_hands_in_his_letter_and_its_places_are_found(cast):
    thing = ok(hands_in(cast.nam, letter()))
    assert (thing["state"], thing["body"]) == ("DRAFT", [])
    assert (thing["file"]["name"], thing["file"]["pages"]) == ("cong-van.pdf", 1)
    assert set(thing["places"]) == {"number", "date", "person"}
    assert thing["files"][0]["sha256"] != thing["file"]["sha256"], "what is seen is made anew"
    page = cast.nam.browser().get(f"/outgoing/{thing['id']}/places").text
    assert page.count('class="place"') == 4, "the seal goes where the signature is"
    assert "Không thấy điều gì phải sửa" in page


def test_whoever_may_not_draft_hands_in_nothing(cast):
    refused(hands_in(cast.lan, letter()), "wrong_role")
    again = {"file": (io.BytesIO(letter()), "a.pdf")}
    assert cast.dao.asks("PATCH", handed_in(cast), data=again, match='"1"').status_code == 404
    refused(hands_in_again(cast.mai, desk.submitted(cast), letter()), "wrong_role")


REFUSED = {
    "draft_kind_unknown": lambda: picture("PNG"),
    "file_encrypted": lambda: _hostile("ma-hoa.pdf"),
    "file_has_script": lambda: _hostile("js-mo.pdf"),
    "fonts_not_embedded": scan,
    "file_empty": lambda: b"",
}


def _hostile(name):
    return next(made() for called, made, _ in PDFS if called == name)


@pytest.mark.parametrize("reason", REFUSED)
def test_a_file_that_cannot_become_a_page_is_refused_and_nothing_is_kept(cast, reason):
    name = "anh.png" if reason == "draft_kind_unknown" else "cong-van.pdf"
    no = refused(hands_in(cast.nam, REFUSED[reason](), name), reason)
    assert no["errors"][0]["field"] == "file"
    assert cast.nam.sees("/outgoing")["items"] == []


def test_what_was_typed_stays_when_the_file_is_refused(cast, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    browser = cast.nam.browser()
    form = TYPED | {"body": "Đang gõ dở.", "file": (io.BytesIO(docx()), "a.docx")}
    page = _posted(browser, "/outgoing/new", form)
    assert page.status_code == 422
    assert str(ANSWERS["docx_needs_libreoffice"].words) in page.text
    assert "Đang gõ dở." in page.text and TYPED["subject"] in page.text


def _posted(browser, path, form):
    text = browser.get(path).text
    token = text.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    return browser.post(path, data=form | {"csrf_token": token})


def test_a_docx_is_judged_as_typed_and_as_set_and_the_page_leads_to_its_places(cast, monkeypatch):
    monkeypatch.setattr(libreoffice, "_converted", lambda *_how: letter())
    monkeypatch.setattr(libreoffice, "program", lambda: "/bin/true")
    form = TYPED | {"file": (io.BytesIO(docx(font="Arial")), "a.docx")}
    went = _posted(cast.nam.browser(), "/outgoing/new", form)
    assert (went.status_code, went.headers["Location"][-7:]) == (302, "/places")
    path = went.headers["Location"].removesuffix("/places")
    assert cast.nam.sees(path)["file"]["name"] == "a.docx"
    assert "(FMT-04)" in refused(cast.nam.does(path, "submit"), "has_no_layout_error")["detail"]


def test_an_error_of_layout_stops_it_or_is_set_aside_by_name(cast):
    path = handed_in(cast, letter(to=()))
    no = refused(cast.nam.does(path, "submit"), "has_no_layout_error")
    assert "(FMT-23)" in no["detail"]
    page = cast.nam.browser().get(path).text
    assert 'name="waive"' in page and "FMT-23: Kính gửi" in page
    assert state_of(path) == "DRAFT"


def test_a_page_that_bears_another_notation_than_the_register_is_not_submitted(cast):
    no = refused(cast.nam.does(handed_in(cast, letter(notation="UBND-TCKH")), "submit"),
                 "notation_differs")  # fmt: skip
    assert "UBND-TCKH" in no["detail"] and "UBND-VHTT" in no["detail"]


def test_a_place_that_was_not_found_is_put_by_hand(cast):
    path = handed_in(cast, letter(date="Hoằng Hóa, 2026"))
    asked = {"waive": ["FMT-15"], "reason": OURS}
    refused(cast.nam.does(path, "submit", asked), "places_missing")
    browser = cast.nam.browser()
    page = browser.get(f"{path}/places").text
    assert "Sau địa danh hãy gõ" in page
    row = {"date.page": "1", "date.x": "120,5", "date.y": "46", "date.w": "54", "date.h": "6.35"}
    version = cast.nam.sees(path)["version"]
    went = _posted(browser, f"{path}/places", row | {"version": version})
    assert went.status_code == 302
    thing = cast.nam.sees(path)
    assert (thing["draft_version"], thing["places"]["date"]["x"]) == (2, 120.5)
    assert set(thing["places"]) == {"number", "date", "person"}
    assert last_step(path)[2] == "places"
    assert ok(cast.nam.does(path, "submit", asked))["state"] == "SUBMITTED"


def test_a_place_off_the_page_is_refused_in_words(cast):
    path = handed_in(cast)
    for spot in ({"page": 2, "x": 10, "y": 10}, {"page": 1, "x": 200, "y": 10}):
        refused(_patch(cast.nam, path, places={"person": spot}), "place_off_page")
    refused(_patch(cast.nam, path, places={"seal": {"page": 1, "x": 1, "y": 1}}), "invalid")
    refused(_patch(cast.nam, desk.drafted(cast), places={"date": {"page": 1, "x": 9, "y": 9}}),
            "draft_has_no_file")  # fmt: skip
    wrong = {"date.page": "một", "date.x": "1", "version": "1"}
    page = _posted(cast.nam.browser(), f"{path}/places", wrong)
    assert page.status_code == 422 and str(ANSWERS["place_off_page"].words) in page.text


def test_a_version_longer_than_any_number_is_no_version(one_cast):
    path = handed_in(one_cast)
    row = {"date.page": "1", "date.x": "120", "date.y": "46", "date.w": "54", "date.h": "6.35"}
    sent = _posted(one_cast.nam.browser(), f"{path}/places", row | {"version": "9" * 5000})
    assert sent.status_code == 302


def test_the_page_to_be_signed_has_four_fields_and_no_word_where_they_are(cast):
    path = handed_in(cast)
    ok(cast.nam.does(path, "submit"))
    page = _main(path)
    with pikepdf.open(io.BytesIO(page)) as pdf:
        names = {str(field.T) for field in pdf.Root.AcroForm.Fields}
    assert names == {"SoVB", "NgayVB", "NguoiKy", "CoQuan"}
    text = " ".join(read_text(page, [])[0].split())
    assert "Hoằng Hóa," in text and "năm 2026" not in text
    assert desk.versions(path)[-1].page_sha256 == desk.paper_of(path).file_sha256


def test_another_file_is_another_version_and_the_difference_is_told_in_words(cast):
    path = handed_in(cast)
    new = letter(to=("Ủy ban nhân dân xã Hoằng Phú",))
    assert ok(hands_in_again(cast.nam, path, new))["draft_version"] == 2
    browser = cast.nam.browser()
    page = browser.get(path).text
    assert "cong-van.pdf" in page and "cong-van-2.pdf" in page
    diff = browser.get(f"{path}/versions/2").text
    assert "<ins>cong-van-2.pdf</ins>" in diff and "<del>Đức </del>" in diff
    with browser.get(f"{path}/versions/1/file") as first:
        assert first.data == letter()
        assert first.headers["Content-Disposition"].startswith("attachment")
    assert browser.get(f"{path}/versions/9/file").status_code == 404


def test_a_change_of_its_words_keeps_the_file_and_dropping_it_goes_back_to_what_is_typed(cast):
    path = handed_in(cast)
    thing = ok(_patch(cast.nam, path, subject="V/v họp trực tuyến"))
    assert thing["file"]["name"] == "cong-van.pdf" and len(thing["places"]) == 3
    thing = ok(_patch(cast.nam, path, drop_file=True, body=["Nội dung gõ lại./."]))
    assert (thing["file"], thing["places"], thing["files"]) == (None, {}, [])
    assert ok(cast.nam.does(path, "submit"))["state"] == "SUBMITTED"
    assert "Nội dung gõ lại./." in read_text(_main(path), [])[0]


def test_another_file_after_submission_voids_every_sign_off_and_sets_its_page(cast):
    path = handed_in(cast)
    ok(cast.nam.does(path, "submit"))
    ok(cast.hoa.does(path, "content_check"))
    before = desk.paper_of(path).file_sha256
    new = letter(to=("Ủy ban nhân dân xã Hoằng Phú",))
    thing = ok(hands_in_again(cast.nam, path, new))
    assert (thing["state"], thing["signed_off"]) == ("SUBMITTED", [])
    assert desk.paper_of(path).file_sha256 != before
    no = refused(
        hands_in_again(cast.nam, path, letter(signer="TS. Lê Văn Minh")), "has_no_layout_error"
    )
    assert "(FMT-21)" in no["detail"]


def test_the_editor_drops_the_file_or_takes_another_one(cast):
    path, browser = handed_in(cast), cast.nam.browser()
    page = browser.get(f"{path}/edit").text
    assert "cong-van.pdf" in page and 'name="drop_file"' in page
    typed = TYPED | {"version": cast.nam.sees(path)["version"], "body": "Gõ lại./."}
    again = typed | {"file": (io.BytesIO(letter(to=("UBND xã Hoằng Phú",))), "moi.pdf")}
    assert _posted(browser, f"{path}/edit", again).headers["Location"].endswith("/places")
    db.session.rollback()
    typed |= {"version": cast.nam.sees(path)["version"], "drop_file": "1"}
    assert _posted(browser, f"{path}/edit", typed).headers["Location"].endswith(path)
    assert cast.nam.sees(path)["file"] is None


def test_its_author_is_told_what_became_of_the_file(cast):
    path = handed_in(cast, letter(signer="Lê Văn Minh"))
    page = cast.nam.browser().get(f"{path}/places").text
    assert "Không thấy họ tên người ký (Trịnh Quang Minh)" in page
    layered = edited(said(), lambda pdf: pdf.pages[0].contents_add(b"/OC /L0 BDC EMC"))
    thing = ok(hands_in(cast.nam, layered))
    assert thing["file"]["pictured"] == [1]
    page = cast.nam.browser().get(f"/outgoing/{thing['id']}/places").text
    assert "Trang 1 không dựng lại được" in page


def test_a_scan_without_letters_is_shown_and_placed_by_hand(cast):
    path = handed_in(cast, plain())
    assert cast.nam.sees(path)["places"] == {}
    page = cast.nam.browser().get(f"{path}/places").text
    assert "Tệp không có lớp chữ" in page and "Sau “Số:” hãy chừa chỗ trống" in page


@pytest.mark.parametrize(
    ("changes", "name"),
    [({"subject": "V/v bố trí lực lượng"}, "công văn mật.pdf"), ({"secrecy": "MẬT"}, "a.pdf")],
)
def test_a_draft_that_bears_a_mark_of_secrecy_does_not_come_in(cast, changes, name):
    """A15: Nam hands in what must not live here (SEC-01); nothing of it is kept, shown or found."""
    data = said("MẬT") if changes.pop("secrecy", "") else letter(**changes)
    no = refused(hands_in(cast.nam, data, name), "file_may_be_secret")
    assert no["errors"][0]["field"] == "file" and "mật" in no["detail"]
    assert cast.nam.sees("/outgoing")["items"] == []
    assert not store().has(hashlib.sha256(data).hexdigest())
    path = handed_in(cast)
    refused(hands_in_again(cast.nam, path, data, name), "file_may_be_secret")
    assert len(desk.paper_of(path).handed_in) == 1


def test_a_docx_that_bears_one_does_not_either(cast, monkeypatch):
    """Its words are looked at as they come out on the page, too."""
    monkeypatch.setattr(libreoffice, "_converted", lambda *_how: said("TỐI MẬT"))
    monkeypatch.setattr(libreoffice, "program", lambda: "/bin/true")
    refused(hands_in(cast.nam, docx(), "a.docx"), "file_may_be_secret")
    refused(hands_in(cast.nam, docx(), "tối mật.docx"), "file_may_be_secret")


def test_what_speaks_of_keeping_secrets_is_handed_in(cast):
    """SEC-06: “bảo vệ bí mật nhà nước” is a subject, and a mark of circulation no secrecy."""
    ok(hands_in(cast.nam, letter(subject="V/v tập huấn bảo vệ bí mật nhà nước")))
    ok(hands_in(cast.nam, said("LƯU HÀNH NỘI BỘ")))
