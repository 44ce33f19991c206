"""A letter dropped as `.eml`: its files are the paper, its sender and subject are proposed."""

import hashlib
from collections.abc import Callable
from email.message import EmailMessage

import pytest

from server.files import store
from server.papers.services import files_of
from server.uploads import ask
from tests.office.papers import scan
from tests.office.scanbox.conftest import ScanBox
from tests.uploads.sheets import picture
from workflows import Refused

Mail = Callable[[], EmailMessage]


def mail(**headers: str) -> EmailMessage:
    said = {"From": "Sở Nội vụ <vanthu@snv.example>", "Subject": "Fwd: V/v kiểm tra công vụ"}
    letter = EmailMessage()
    for name, value in (said | headers).items():
        if value:
            letter[name] = value
    letter.set_content("Kính gửi Văn thư.")
    return letter


def pdf(letter: EmailMessage, data: bytes, name: str = "cv.pdf") -> EmailMessage:
    letter.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return letter


def test_a_letter_becomes_a_paper_with_its_files(box: ScanBox) -> None:
    letter = pdf(pdf(mail(), scan("Công văn"), "công văn.pdf"), scan("Phụ lục"), "phu-luc.pdf")
    box.lay("thu.eml", letter.as_bytes())
    box.work()
    (paper,) = box.papers
    names = [file.name for file in files_of("incoming", paper.id)]
    assert names == ["công văn.pdf", "phu-luc.pdf", "thu.eml"]
    assert (paper.issuer, paper.subject) == ("Sở Nội vụ", "V/v kiểm tra công vụ")
    assert paper.proposals == {"issuer": {"letter": True}, "subject": {"letter": True}}
    assert "Sở Nội vụ" in paper.note


SECRETIVE: dict[str, tuple[str, Mail]] = {
    "its name": ("CV mật số 5.eml", mail),
    "its subject": ("a.eml", lambda: mail(Subject="Fwd: Công văn mật về biên giới")),
    "the stamp in its subject": ("a.eml", lambda: mail(Subject="[MẬT] Kế hoạch A2")),
    "its words": ("a.eml", lambda: said("Kính gửi:\nĐộ mật: Tối mật\n")),
    "its words in HTML": ("a.eml", lambda: said("<p>Gửi &#272;ào</p><b>TUYỆT MẬT</b>", "html")),
    "a letter within": ("a.eml", lambda: around(mail(Subject="Về văn bản tối mật"))),
}


def said(words: str, kind: str = "plain") -> EmailMessage:
    letter = mail()
    letter.set_content(words, subtype=kind)
    return letter


def around(inner: EmailMessage) -> EmailMessage:
    letter = mail()
    letter.add_attachment(inner)
    return letter


@pytest.mark.parametrize("what", SECRETIVE)
def test_a_letter_that_speaks_of_a_secret_itself_is_locked_away_whole(
    one_box: ScanBox, what: str
) -> None:
    name, letter = SECRETIVE[what]
    data = pdf(letter(), scan("Công văn")).as_bytes()
    one_box.lay(name, data)
    one_box.work()
    (paper,) = one_box.papers
    assert (paper.state, paper.subject) == ("QUARANTINED", "")
    assert store().is_shut(hashlib.sha256(data).hexdigest())


def test_a_letter_about_the_keeping_of_secrets_is_none(one_box: ScanBox) -> None:
    letter = mail(Subject="V/v tăng cường bảo vệ bí mật nhà nước, mật khẩu thư điện tử")
    one_box.lay("bảo mật.eml", pdf(letter, scan("Công văn")).as_bytes())
    one_box.work()
    assert [paper.state for paper in one_box.papers] == ["ARRIVED"]


def test_a_letter_in_an_alphabet_that_nobody_has_comes_in_all_the_same(one_box: ScanBox) -> None:
    data = pdf(mail(), scan()).as_bytes().replace(b'charset="utf-8"', b'charset="x-none"')
    one_box.lay("a.eml", data)
    one_box.work()
    assert [paper.state for paper in one_box.papers] == ["ARRIVED"]


def test_the_same_letter_twice_is_asked_about(one_box: ScanBox) -> None:
    letter = pdf(mail(), scan()).as_bytes()
    for name in ("a.eml", "b.eml"):
        one_box.lay(name, letter)
        one_box.work()
    assert one_box.told == [("a.eml", "TAKEN", ""), ("b.eml", "FAILED", "scan_known")]


def test_a_bad_file_keeps_the_letter_out_and_is_named(one_box: ScanBox) -> None:
    one_box.lay("thu.eml", pdf(pdf(mail(), scan()), b"MZ\x00", "hoa-don.pdf").as_bytes())
    one_box.work()
    (row,) = one_box.scans
    assert (row.stage, row.words) == ("FAILED", "hoa-don.pdf") and one_box.papers == []


def _opened(letter: EmailMessage) -> list[str]:
    return ask(letter.as_bytes(), "a.eml", "letter")["letter"]["names"]


def test_logos_and_signatures_are_no_documents() -> None:
    letter = pdf(mail(), b"%PDF-")
    logo = {"maintype": "image", "subtype": "png", "filename": "logo.png", "cid": "<1>"}
    letter.add_attachment(picture("PNG"), **logo)
    letter.add_attachment(
        b"x", maintype="application", subtype="pkcs7-signature", filename="smime.p7s"
    )
    assert _opened(letter) == ["cv.pdf"]


def test_files_of_a_forwarded_letter_are_found() -> None:
    outer = mail()
    outer.add_attachment(pdf(mail(), b"%PDF-", "trong.pdf"))
    assert _opened(outer) == ["trong.pdf"]


def test_a_name_that_climbs_is_only_a_name() -> None:
    assert _opened(pdf(mail(), b"%PDF-", "../../etc/passwd.pdf")) == ["passwd.pdf"]


def _nested(depth: int) -> EmailMessage:
    letter = pdf(mail(), b"%PDF-")
    for _ in range(depth):
        outer = mail()
        outer.add_attachment(letter)
        letter = outer
    return letter


def _many(count: int) -> EmailMessage:
    letter = mail()
    for n in range(count):
        pdf(letter, b"%PDF-", f"{n}.pdf")
    return letter


HOSTILE: dict[str, tuple[Mail, str]] = {
    "no files": (mail, "letter_no_files"),
    "no e-mail": (lambda: pdf(mail(From=""), b"x"), "letter_broken"),
    "letters in letters": (lambda: _nested(6), "letter_too_deep"),
    "too many files": (lambda: _many(21), "letter_too_many"),
    "a thousand parts": (lambda: _many(300), "letter_too_many"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_letter_is_refused_in_words(what: str) -> None:
    make, reason = HOSTILE[what]
    with pytest.raises(Refused, match=reason):
        _opened(make())


def test_thousands_of_layers_break_the_child_alone() -> None:
    layers = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)
    )
    with pytest.raises(Refused, match="letter_|file_"):
        ask(b"From: a@b\nSubject: x\n" + layers, "a.eml", "letter")


def test_what_is_no_letter_at_all_is_refused() -> None:
    for data in (b"\x00" * 1000, b"%PDF-1.7 ...", b"From"):
        with pytest.raises(Refused, match="letter_broken"):
            ask(data, "a.eml", "letter")
