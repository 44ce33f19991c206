"""Any byte changed, added or taken away is noticed; any bytes at all get a verdict."""

import re
from io import BytesIO

import pytest
from PIL import Image
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from signing import Trust, verify
from tests.signing.desk import page
from tests.signing.forging import dictionary, forged


def _ranges(pdf: bytes) -> list[list[int]]:
    found = re.findall(rb"/ByteRange \[ ?(\d+) (\d+) (\d+) (\d+)", pdf)
    return [[int(number) for number in one] for one in found]


@pytest.mark.parametrize("share", [0.01, 0.11, 0.31, 0.53, 0.71, 0.93, 0.995])
@pytest.mark.parametrize("part", [0, 1], ids=["before the seal", "behind it"])
def test_one_changed_byte_is_noticed(sealed, trust, part, share):
    last = _ranges(sealed)[-1]
    start, length = last[2 * part], last[2 * part + 1]
    at = start + int(length * share)
    changed = sealed[:at] + bytes([sealed[at] ^ 0x01]) + sealed[at + 1 :]
    verdict = verify(changed, trust)
    assert verdict.verdict == "invalid"
    assert verdict.word == "INVALID"


@pytest.mark.parametrize("signature", [0, 1, 2], ids=["NguoiKy", "CoQuan", "LuuTru1"])
def test_a_changed_byte_inside_a_signature_is_noticed(sealed, trust, signature):
    at = _ranges(sealed)[signature][1] + 400
    digit = b"0" if sealed[at : at + 1] != b"0" else b"1"
    assert verify(sealed[:at] + digit + sealed[at + 1 :], trust).verdict == "invalid"


@pytest.mark.parametrize(
    "more",
    [
        b"\nthem vao sau\n",
        b"%",
        b"\n\n",
        b" ",
        b"\n99 0 obj\n<< /A 1 >>\nendobj\n",
        b"\n%%EOF\n",
        b"\nstartxref\n0\n%%EOF\n",
    ],
)
def test_bytes_behind_the_end_are_noticed(sealed, trust, more):
    assert verify(sealed + more, trust).verdict == "invalid"


def test_another_file_behind_the_end_is_noticed(sealed, trust):
    assert verify(sealed + page(), trust).verdict == "invalid"


def test_a_signature_of_zeros_is_noticed(sealed, trust):
    _, start, end, _ = _ranges(sealed)[1]
    zeroed = sealed[: start + 1] + b"0" * (end - start - 2) + sealed[end - 1 :]
    assert verify(zeroed, trust).verdict == "invalid"


def test_something_hidden_in_the_room_behind_a_signature_is_noticed(sealed, trust):
    """No digest covers the padding; so it may hold nothing."""
    _, _, end, _ = _ranges(sealed)[2]
    assert sealed[end - 5 : end - 1] == b"0000"
    verdict = verify(sealed[: end - 5] + b"dead" + sealed[end - 1 :], trust)
    assert "padding" in verdict.signatures[2].reasons
    assert verdict.verdict == "invalid"


def test_an_object_in_the_gap_of_a_byte_range_is_noticed(signed, sealed, trust):
    """The gap belongs to no digest: it must be one hex string and nothing else."""
    _, start, end, _ = _ranges(sealed)[2]
    hidden = b"00>\n98 0 obj\n<</A 1>>\nendobj\n<00"
    room = end - start - 1 - len(hidden)
    changed = sealed[: start + 1 + room - 1] + hidden + sealed[end - 1 :]
    assert len(changed) == len(sealed)
    assert verify(changed, trust).verdict == "invalid"


def test_a_copied_signature_dictionary_is_noticed(sealed, trust):
    """Wrapping: a second dictionary with the old numbers, elsewhere."""

    def wrap(revision):
        value = revision.root["/AcroForm"]["/Fields"][0].get_object()
        assert value is not None
        numbers = generic.ArrayObject(map(generic.NumberObject, _ranges(sealed)[0]))
        revision.add_object(dictionary(Type=pdf_name("/Sig"), ByteRange=numbers))

    assert "stray_signature" in verify(forged(sealed, wrap), trust).reasons


def test_signatures_that_the_form_does_not_name_make_the_file_invalid(sealed, trust):
    """SIGNING §7: not unsigned, for there is a /ByteRange."""

    def forget(revision):
        revision.root["/AcroForm"][pdf_name("/Fields")] = generic.ArrayObject()
        revision.update_root()

    verdict = verify(forged(sealed, forget), trust)
    assert (verdict.verdict, verdict.reasons) == ("invalid", ["stray_signature"])


def test_a_paper_rewritten_whole_is_noticed(sealed, trust):
    """LTV-04: a signed file is never cleaned or saved anew."""
    made = BytesIO()
    copy_into_new_writer(PdfFileReader(BytesIO(sealed))).write(made)
    assert verify(made.getvalue(), trust).verdict == "invalid"


def test_proofs_alone_may_come_last(office, sealed, trust):
    """Check 10: a revision that only adds lists below /DSS is no change of the paper."""
    todays = (office.authority.folder / "ca.crl").read_bytes()

    def prove(revision):
        lists = revision.root["/DSS"]["/CRLs"]
        lists.append(revision.add_object(generic.StreamObject(stream_data=todays)))
        revision.update_container(lists)

    verdict = verify(forged(sealed, prove), trust)
    assert verdict.verdict == "valid", (
        verdict.reasons,
        [one.reasons for one in verdict.signatures],
    )


@pytest.mark.parametrize(
    ("bytes_", "word"),
    [
        (b"", "unreadable"),
        (bytes(range(256)) * 40, "unreadable"),
        (b"%PDF-1.7\n", "unreadable"),
        (b"%PDF-1.7\n/ByteRange [0 1 2 3]\n%%EOF", "invalid"),
        (b"PK\x03\x04 /ByteRange", "invalid"),
        (b"%PDF-1.7\nstartxref\n9999999\n%%EOF", "unreadable"),
        (b"%PDF-1.7\nxref\n0 1\ntrailer <</Root 1 0 R>>\nstartxref\n9\n%%EOF", "unreadable"),
    ],
)
def test_what_is_no_pdf_is_unreadable_unless_it_claims_a_signature(bytes_, word):
    assert verify(bytes_, Trust()).verdict == word


@pytest.mark.parametrize("bytes_", [b"", b"PK\x03\x04", b'{"code": "not_found"}'])
def test_what_is_no_pdf_is_called_that_and_nothing_worse(bytes_):
    """It has no strange bytes before its header: it has no header."""
    assert verify(bytes_, Trust()).reasons == ["no_pdf"]


def test_an_unsigned_file_is_unsigned():
    verdict = verify(page(), Trust())
    assert (verdict.verdict, verdict.word) == ("unsigned", "NOT_SIGNED")


def test_a_scan_that_strict_parsers_refuse_is_unsigned_all_the_same():
    """Pillow's own PDFs fail the strict parse."""
    scan = BytesIO()
    Image.new("RGB", (40, 60), "white").save(scan, "PDF")
    assert verify(scan.getvalue(), Trust()).verdict == "unsigned"


def test_endless_nesting_is_a_verdict_too():
    deep = b"%PDF-1.7\n1 0 obj\n" + b"[" * 60_000 + b"]" * 60_000 + b"\nendobj\n"
    deep += b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \n"
    deep += b"trailer <</Root 1 0 R /Size 2>>\nstartxref\n120028\n%%EOF"
    assert verify(deep, Trust()).verdict == "unreadable"


def test_a_page_tree_that_bites_its_tail_is_a_verdict_too(sealed, trust):
    def loop(revision):
        tree = revision.root["/Pages"]
        tree["/Kids"].append(revision.root.raw_get("/Pages"))
        revision.update_container(tree["/Kids"])

    assert verify(forged(sealed, loop), trust).verdict == "invalid"
