"""The receipt waits for no verdict; nobody registers before it (IN-T01, IN-T04, IN-T07)."""

import html
from typing import Any

import pytest
from sqlalchemy import select

from server.database import db
from server.documents import against
from server.documents.incoming import judging
from server.documents.incoming.judging import judge
from server.documents.incoming.models import IncomingDocument
from server.exchange.carrier import carry
from server.outbox import Announcement
from tests.cast import Cast
from tests.office.exchange.letters import answered, attachment, envelope, hand_in, papers
from tests.office.incoming import desk
from tests.office.outcome import history, refused
from tests.office.papers import ok, scan
from tests.signing import abroad
from tests.signing.abroad import Certified

PATH = "/incoming/1"
LAN = "vanthu.huyen"


@pytest.fixture
def letter(one_cast: Cast, sealed_pdf: bytes) -> str:
    """A sealed letter came; nobody has read its signatures yet."""
    body = envelope(attachments=[attachment(sealed_pdf)])
    assert hand_in(one_cast.lan, body).status_code == 202
    return PATH


def test_it_is_in_lans_queue_and_answered_before_its_signatures_are_read(
    one_cast: Cast, letter: str
) -> None:
    thing = one_cast.lan.sees(letter)
    assert (thing["state"], thing["verdict"], answered()) == ("ARRIVED", "", ["01"])
    assert {"verify", "return"} <= set(thing["actions"]) and "register" not in thing["actions"]
    page = one_cast.lan.browser().get(f"{letter}/confirm").text
    assert "Đang kiểm chữ ký số" in page and "Kiểm tra chữ ký số" in page


def test_who_registers_at_once_has_its_signatures_read_first(one_cast: Cast, letter: str) -> None:
    before = one_cast.lan.sees(letter)["version"]
    as_then = {"match": f'"{before}"', "json": {}}
    done = one_cast.lan.asks("POST", f"{letter}/actions/register", **as_then)
    assert (ok(done)["arrival_no"], ok(done)["verdict"]) == (1, "VALID")
    done_by = [(one.transition, one.account) for one in history(letter)]
    assert done_by == [("receive_electronic", None), ("verify", None), ("register", LAN)]
    assert answered() == ["01", "03"]


def test_a_no_after_the_verdict_spends_no_key(one_cast: Cast, letter: str) -> None:
    """Nor does a server that falls between the two (`tests/drill_kills.py` found it): the verdict
    was kept under the key, and said again, nothing was entered and the answer was 200."""
    where, said = f"{letter}/actions/register", {"json": {}, "key": "vao-so"}
    paper = {"id": papers()[0].id}
    desk.change(IncomingDocument, paper, subject="")
    refused(one_cast.lan.asks("POST", where, **said), "has_register_columns")
    assert one_cast.lan.sees(letter)["verdict"] == "VALID"
    desk.change(IncomingDocument, paper, subject="V/v họp")
    done = one_cast.lan.asks("POST", where, **said)
    assert (ok(done)["arrival_no"], answered()) == (1, ["01", "03"])


def test_she_registers_on_the_page_she_had_open_when_the_verdict_came(
    one_cast: Cast, letter: str
) -> None:
    before = one_cast.lan.sees(letter)["version"]
    carry()
    thing = one_cast.lan.sees(letter)
    assert (thing["verdict"], thing["version"]) == ("VALID", before)
    as_then = {"match": f'"{before}"', "json": {}}
    done = one_cast.lan.asks("POST", f"{letter}/actions/register", **as_then)
    assert ok(done)["arrival_no"] == 1 and answered() == ["01", "03"]


def test_who_may_not_register_has_nothing_read(one_cast: Cast, letter: str) -> None:
    refused(one_cast.nam.does(letter, "register", {}), "not_found")
    assert one_cast.lan.sees(letter)["verdict"] == ""


def test_whoever_has_it_open_hears_of_the_verdict(one_cast: Cast, letter: str) -> None:
    judge()
    heard = select(Announcement.payload).where(Announcement.room == "seat:w:incoming:1")
    assert "verify" in [said["step"] for said in db.session.scalars(heard)]


def test_an_altered_one_is_received_and_never_registered(
    one_cast: Cast, altered_pdf: bytes
) -> None:
    hand_in(one_cast.lan, envelope(attachments=[attachment(altered_pdf)]))
    refused(one_cast.lan.does(PATH, "register", {"reason": "Vẫn vào sổ."}), "is_not_invalid")


def test_lan_who_will_not_wait_has_it_read_herself(one_cast: Cast, letter: str) -> None:
    assert ok(one_cast.lan.does(letter, "verify"))["verdict"] == "VALID"
    judge()
    assert [one.transition for one in history(letter)].count("verify") == 1


def test_that_the_server_was_quicker_is_no_mistake_of_lans(one_cast: Cast, letter: str) -> None:
    """`verify` was open when she looked; `../shared/checks/story` met it on a busy machine."""
    assert "verify" in one_cast.lan.sees(letter)["actions"]
    judge()
    assert ok(one_cast.lan.does(letter, "verify"))["verdict"] == "VALID"
    assert [one.account for one in history(letter) if one.transition == "verify"] == [None]
    ok(one_cast.lan.does(letter, "register"))
    refused(one_cast.lan.does(letter, "verify"), "wrong_state")


def test_a_verdict_that_cannot_be_written_down_holds_up_no_other(
    one_cast: Cast, letter: str, sealed_pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = envelope(document_id="hai", number="8", attachments=[attachment(sealed_pdf)])
    assert hand_in(one_cast.lan, body).status_code == 202
    held, first = against.held, iter([RuntimeError("full")])

    def held_but_once(report: Any) -> Any:
        for wrong in first:
            raise wrong
        return held(report)

    with monkeypatch.context() as patched:
        patched.setattr(against, "held", held_but_once)
        judge()
    assert [one.verdict for one in papers()] == ["", "VALID"]
    judge()
    assert [one.verdict for one in papers()] == ["VALID", "VALID"]


def test_a_crash_in_the_midst_of_a_verdict_leaves_none_and_the_next_sweep_reaches_it(
    one_cast: Cast, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(_report: Any) -> None:
        raise SystemExit

    with monkeypatch.context() as patched, pytest.raises(SystemExit):
        patched.setattr(against, "held", crash)
        judge()
    assert [one.transition for one in history(letter)] == ["receive_electronic"]
    judge()
    assert [one.transition for one in history(letter)] == ["receive_electronic", "verify"]
    assert one_cast.lan.sees(letter)["verdict"] == "VALID"


def test_one_that_was_shut_away_meanwhile_is_judged_when_it_is_released(
    one_cast: Cast, letter: str
) -> None:
    ok(one_cast.lan.does(letter, "quarantine", {"reason": "Nghi mật"}))
    judge()
    assert papers()[0].verdict == ""
    ok(one_cast.minh.does(letter, "release", {"reason": "Không phải văn bản mật"}))
    judge()
    assert one_cast.lan.sees(letter)["verdict"] == "VALID"


def test_one_that_was_returned_meanwhile_is_judged_no_more(one_cast: Cast, letter: str) -> None:
    ok(one_cast.lan.does(letter, "return", {"code": "WRONG_RECIPIENT"}))
    judge()
    assert (papers()[0].state, papers()[0].verdict) == ("RETURNED", "")


def test_nor_one_that_is_returned_while_it_is_read(
    one_cast: Cast, letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_asked: Any) -> dict[str, str]:
        ok(one_cast.lan.does(letter, "return", {"code": "WRONG_RECIPIENT"}))
        return {"word": "VALID"}

    monkeypatch.setattr(judging, "report_on", read)
    judge()
    assert (papers()[0].state, papers()[0].verdict) == ("RETURNED", "")


def test_lans_page_states_of_each_signature_what_was_checked(one_cast: Cast, letter: str) -> None:
    """DOMAIN §7.4, on the page where she decides; a time stamp is not called a signer there."""
    carry()
    page = one_cast.lan.browser().get(letter).text
    terms = ("Đơn vị quản lý chứng thư", "Tổ chức cấp chứng thư", "Tính toàn vẹn", "Thuật toán")
    assert [page.count(f"<dt>{one}</dt>") for one in terms] == [2, 2, 2, 2]
    assert "(dấu thời gian)" in page and "Chữ ký hợp lệ" in page
    assert "chỉ có một chữ ký số" not in page


def test_what_is_only_unknown_is_not_called_invalid_and_she_reads_why(one_cast: Cast) -> None:
    """A root that nobody here believes: INDETERMINATE is neither green nor a reproach."""
    foreign = abroad.signed(abroad.signer(Certified()))
    hand_in(one_cast.lan, envelope(attachments=[attachment(foreign)]))
    carry()
    page = one_cast.lan.browser().get(PATH).text
    assert page.count("Không đủ căn cứ kết luận") == 2, "of the paper, and of its signature"
    assert "Không biết tổ chức cấp chứng thư" in page
    assert "Không hợp lệ" not in page
    assert "Tệp chỉ có một chữ ký số." in page, "Decree 30, art. 5, asks for two"


@pytest.mark.parametrize(
    ("name", "is_told"), [("NGUYEN VAN MINH", True), ("UBND TINH THANH HOA", False)]
)
def test_of_another_houses_file_one_signature_bears_the_senders_name(one_cast, name, is_told):
    """Art. 21.2a: nothing in it says which is the seal, so that each is looked at."""
    foreign = abroad.signed(abroad.signer(Certified(name=name)))
    hand_in(one_cast.lan, envelope(attachments=[attachment(foreign)]))
    carry()
    assert ("không mang tên nơi gửi" in one_cast.lan.browser().get(PATH).text) is is_told


@pytest.mark.parametrize(
    ("name", "is_told"),
    [("LE VAN HUNG", True), ("NGUYEN VAN MINH (PCT)", False), ("UBND TINH THANH HOA", False)],
)
def test_a_name_in_a_certificate_is_held_against_the_page(one_cast: Cast, name, is_told):
    """ORG-07, §7.4 e: folded, for certificates bear bare capitals; not the sender's own seal."""
    signer = abroad.signer(Certified(name=name))
    foreign = abroad.signed(signer, pdf=scan("Pho Chu tich Nguyen Van Minh"))
    hand_in(one_cast.lan, envelope(attachments=[attachment(foreign)]))
    carry()
    words = f"Tên trong chứng thư ({name}) không thấy trên văn bản"
    assert (words in html.unescape(one_cast.lan.browser().get(PATH).text)) is is_told


def test_a_file_without_words_is_held_against_nothing(one_cast: Cast) -> None:
    foreign = abroad.signed(abroad.signer(Certified(name="LE VAN HUNG")), pdf=scan(""))
    hand_in(one_cast.lan, envelope(attachments=[attachment(foreign)]))
    carry()
    (paper,) = papers()
    assert paper.verdict == "INDETERMINATE" and "không thấy trên" not in paper.note


def test_a_picture_of_a_seal_is_called_a_picture(one_cast: Cast) -> None:
    """§7.3: an electronic document that nobody signed."""
    hand_in(one_cast.lan, envelope(attachments=[attachment(scan())]))
    carry()
    assert "chỉ là hình ảnh" in one_cast.lan.browser().get(PATH).text
