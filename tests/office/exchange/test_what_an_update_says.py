"""Lan reads what its sender would change of a letter before she answers (§8.2, IN-T26)."""

import datetime as dt
import html
from dataclasses import replace

from server.clock import today
from tests.cast import Cast
from tests.office.exchange.letters import LETTER, answered, envelope, hand_in, papers
from tests.office.exchange.test_wishes import registered, update
from tests.office.papers import ok, scan


def digests(cast: Cast) -> dict[int, str]:
    """Which file stands under each number."""
    return {one["n"]: one["sha256"] for one in cast.lan.sees("/incoming/1")["files"]}


def test_what_a_sender_wishes_is_read_before_it_is_answered(one_cast: Cast) -> None:
    """§8.2: the difference is shown, of its files too; they are told, and not taken over."""
    registered(one_cast)
    main = digests(one_cast)[1]
    (mine,) = LETTER.attachments
    other = [replace(mine, data=scan("Bản khác")), replace(mine, name="phu-luc.pdf")]
    other[1] = replace(other[1], data=scan("Phụ lục"))
    why = {"reason": "Ghi nhầm trích yếu.", "subject": "V/v trích yếu đúng"}
    hand_in(one_cast.lan, update(attachments=other, **why))
    page = html.unescape(one_cast.lan.browser().get("/incoming/1").text)
    assert "cập nhật thông tin văn bản: Ghi nhầm trích yếu." in page
    assert f"V/v trích yếu đúng (đang ghi: {LETTER.subject})" in page
    assert f"{mine.name}: khác tệp đang lưu; phu-luc.pdf: ở đây chưa có." in page
    before = digests(one_cast)
    ok(one_cast.lan.does("/incoming/1", "accept_update"))
    assert digests(one_cast) == before and before[1] == main
    assert "Nơi gửi yêu cầu" not in one_cast.lan.browser().get("/incoming/1").text


def test_the_same_files_again_are_no_difference_and_a_missing_one_is(one_cast: Cast) -> None:
    registered(one_cast)
    (mine,) = LETTER.attachments
    hand_in(one_cast.lan, update(attachments=[mine], subject="V/v khác"))
    assert "files" not in papers()[0].request_data
    other = replace(mine, name="phu-luc.pdf", data=scan("Phụ lục"))
    ok(one_cast.lan.does("/incoming/1", "accept_update"))
    hand_in(one_cast.lan, update("cap-nhat-2", attachments=[other], subject="V/v khác nữa"))
    told = papers()[0].request_data["files"]
    assert told == [["added", "phu-luc.pdf"], ["gone", mine.name]]


DUE = today() + dt.timedelta(days=9)
OTHERWISE = {"due_on": DUE, "signer": "Lê Thị Thìn"}


def sent_with(cast: Cast, **more: object) -> bytes:
    """The district has the letter; the province sends its annex behind it, as an update."""
    annex = replace(LETTER.attachments[0], name="phu-luc.pdf", data=scan("Phụ lục"))
    registered(cast)
    assert hand_in(cast.lan, update(attachments=[annex], **more)).status_code == 202
    return bytes(annex.data)


def names(cast: Cast) -> list[str]:
    return [one["name"] for one in cast.lan.sees("/incoming/1")["files"]]


def opened(cast: Cast, door: str) -> bytes:
    got = cast.lan.browser().get(door)
    assert got.status_code == 200
    try:
        return got.data
    finally:
        got.close()


def test_lan_opens_what_was_sent_before_she_answers(one_cast: Cast) -> None:
    annex = sent_with(one_cast)
    thing = one_cast.lan.sees("/incoming/1")
    assert thing["wished"]["files"] == [2]
    assert names(one_cast) == ["cv-1250.pdf", "Bản chờ cập nhật – phu-luc.pdf"]
    page = html.unescape(one_cast.lan.browser().get("/incoming/1").text)
    assert '<a href="/incoming/1/files/2">phu-luc.pdf</a>' in page
    assert opened(one_cast, "/incoming/1/files/2") == annex
    ok(one_cast.lan.does("/incoming/1", "accept_update"))
    assert names(one_cast) == ["cv-1250.pdf", "Bản cập nhật – phu-luc.pdf"]
    assert one_cast.lan.sees("/incoming/1")["wished"] is None


def test_what_she_refuses_says_so_and_is_told_again_when_it_comes_again(one_cast: Cast) -> None:
    annex = sent_with(one_cast)
    ok(one_cast.lan.does("/incoming/1", "refuse_update", {"reason": "Không rõ."}))
    assert names(one_cast)[1:] == ["Bản cập nhật không nhận – phu-luc.pdf"]
    again = replace(LETTER.attachments[0], name="phu-luc.pdf", data=annex)
    hand_in(one_cast.lan, update("cap-nhat-2", attachments=[again, *LETTER.attachments]))
    assert papers()[0].request_data["files"] == [["added", "phu-luc.pdf"]]
    assert names(one_cast)[1:] == ["Bản chờ cập nhật – phu-luc.pdf"]
    ok(one_cast.lan.does("/incoming/1", "accept_update"))
    assert names(one_cast)[1:] == ["Bản cập nhật – phu-luc.pdf"]


def test_what_may_be_a_secret_is_not_hung_before_the_office(one_cast: Cast) -> None:
    registered(one_cast)
    secret = replace(LETTER.attachments[0], name="Văn bản mật.pdf", data=scan("MẬT"))
    hand_in(one_cast.lan, update(attachments=[secret], subject="V/v khác"))
    assert papers()[0].request == "update"
    assert names(one_cast) == ["cv-1250.pdf"]


def test_what_comes_too_late_hangs_nowhere(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope())
    ok(one_cast.lan.does("/incoming/1", "return", {"code": "WRONG_RECIPIENT"}))
    other = replace(LETTER.attachments[0], data=scan("Bản khác"))
    hand_in(one_cast.lan, update(attachments=[other]))
    assert (names(one_cast), answered()[-1]) == (["cv-1250.pdf"], "16")


def test_a_new_day_and_another_signer_are_shown_and_taken_over(one_cast: Cast) -> None:
    """§8.1: DueDate and SignerInfo are of the document as its number is."""
    registered(one_cast)
    assert one_cast.lan.sees("/incoming/1")["signer"] == LETTER.signer
    hand_in(one_cast.lan, update(**OTHERWISE))
    says = {"signer": "Lê Thị Thìn", "printed_due": DUE.isoformat()}
    assert one_cast.lan.sees("/incoming/1")["wished"]["fields"] == says
    page = html.unescape(one_cast.lan.browser().get("/incoming/1").text)
    assert f"Lê Thị Thìn (đang ghi: {LETTER.signer})" in page
    assert f"{DUE:%d/%m/%Y} (đang ghi: để trống)" in page
    thing = ok(one_cast.lan.does("/incoming/1", "accept_update"))
    assert (thing["signer"], thing["printed_due"]) == ("Lê Thị Thìn", DUE.isoformat())


def test_a_day_before_the_documents_own_is_no_wish(one_cast: Cast) -> None:
    """§8.8, 7: shown, never used."""
    registered(one_cast)
    hand_in(one_cast.lan, update(due_on=today() - dt.timedelta(days=3), subject="V/v khác"))
    assert papers()[0].request_data["fields"] == {"subject": "V/v khác"}
