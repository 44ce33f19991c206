"""A letter dropped as `.eml`: its files are the paper, its sender and subject are proposed."""

from collections.abc import Callable
from email.message import EmailMessage

import pytest

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
