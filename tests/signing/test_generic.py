"""Papers from elsewhere, without our mark: sound ones are taken, forged ones refused."""

from io import BytesIO

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec

from signing import prepare, verify
from tests.signing import abroad
from tests.signing.attacks import AFTER
from tests.signing.desk import PLACES, page
from tests.signing.forging import forged
from tests.signing.stock import put_down

FORGERIES = [
    "a white overlay",
    "other page content",
    "a free text",
    "a stamp",
    "pages swapped",
    "a page deleted",
    "a crop box",
    "another title",
    "a sleeping object",
    "a text field",
    "the person's box moved",
    "a script at opening",
    "a hidden layer",
]


def _foreign(office, pdf: bytes, field: str, **metadata) -> bytes:
    """Signed by foreign software: new dates, an XMP packet, a field of its own."""
    return put_down(
        IncrementalPdfFileWriter(BytesIO(pdf)),
        office,
        office.minh,
        field=field,
        new_field=SigFieldSpec(field, box=(60, 60, 160, 120)),
        **metadata,
    )


@pytest.fixture(scope="session")
def letter(office) -> bytes:
    return _foreign(office, page(), "NguoiKy")


def test_a_foreign_signature_is_valid_and_generic(letter, trust):
    verdict = verify(letter, trust)
    assert (verdict.verdict, verdict.profile, verdict.word) == ("valid", "generic", "VALID")
    assert verdict.signatures[0].kind == "other", "only our mark makes a person of a field"


def test_without_a_stamp_the_certificate_of_today_decides(office, trust):
    """From outside there is often no trusted time; today's certificate is then good enough."""
    verdict = verify(_foreign(office, page(), "Ky", stamped=False), trust)
    assert (verdict.verdict, verdict.signatures[0].level) == ("valid", "B-B")


def test_two_signatures_one_after_the_other_are_valid(office, letter, trust):
    verdict = verify(_foreign(office, letter, "Ky2"), trust)
    assert [one.coverage for one in verdict.signatures] == ["revision", "file"]
    assert verdict.verdict == "valid", verdict.as_dict()


def test_one_bad_signature_spoils_the_file(office, stranger, letter, trust):
    """Never "valid" for the file when only one of its signatures is."""
    verdict = verify(_foreign(stranger, letter, "Ky2"), trust)
    assert [one.verdict for one in verdict.signatures] == ["valid", "invalid"]
    assert (verdict.integrity, verdict.verdict) == ("valid", "invalid")


@pytest.mark.parametrize("attack", FORGERIES)
def test_a_later_revision_that_nobody_signed_is_refused(letter, attack, trust):
    verdict = verify(forged(letter, AFTER[attack]), trust)
    assert (verdict.verdict, verdict.integrity) == ("invalid", "invalid")


@pytest.mark.parametrize("attack", ["other page content", "a page deleted", "a hidden layer"])
def test_a_change_is_refused_though_somebody_signed_it(office, letter, attack, trust):
    changed = forged(letter, AFTER[attack])
    verdict = verify(_foreign(office, changed, "Ky2"), trust)
    assert verdict.signatures[0].changes == "other"
    assert verdict.verdict == "invalid"


def test_a_paper_locked_by_its_author_may_not_be_signed_further(office, trust):
    """DocMDP 1: no changes at all."""
    locked = _foreign(office, page(), "Ky", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert verify(locked, trust).verdict == "valid"
    assert verify(_unlocked(office, locked), trust).verdict == "invalid"


def _unlocked(office, locked: bytes) -> bytes:
    """Another signature by a program that does not care for the lock."""
    revision = IncrementalPdfFileWriter(BytesIO(locked))
    del revision.root["/Perms"]
    revision.update_root()
    return put_down(revision, office, office.minh, field="Ky2", new_field=SigFieldSpec("Ky2"))


def test_layers_in_a_foreign_paper_are_told_not_refused(office, trust):
    verdict = verify(_foreign(office, abroad.with_layer(page()), "Ky"), trust)
    assert verdict.verdict == "valid", verdict.as_dict()
    assert verdict.as_dict()["reasons"] == ["content:/OCProperties"]


def test_encrypted_without_a_password_it_is_read(trust):
    made = BytesIO()
    with pikepdf.open(BytesIO(page())) as held:
        held.save(made, encryption=pikepdf.Encryption(owner="chu", user=""))
    assert verify(made.getvalue(), trust).verdict == "unsigned"


def test_encrypted_with_a_password_it_is_unreadable(trust):
    made = BytesIO()
    with pikepdf.open(BytesIO(page())) as held:
        held.save(made, encryption=pikepdf.Encryption(owner="chu", user="khach"))
    verdict = verify(made.getvalue(), trust)
    assert (verdict.verdict, verdict.reasons) == ("unreadable", ["password"])


def test_our_mark_is_read_where_the_first_signature_stands(office, letter, trust):
    """A mark put on later makes no paper of ours, one taken off later frees none."""

    def mark(revision):
        info = revision.trailer["/Info"]
        info[pdf_name("/CongSo")] = generic.pdf_string("document")
        revision.update_container(info)

    marked = _foreign(office, forged(letter, mark), "Ky2")
    assert verify(marked, trust).profile == "generic"


def test_a_mark_that_names_no_profile_of_ours_is_generic(office, trust):
    pdf = _foreign(office, prepare(page(), PLACES, "khac"), "Ky")
    assert verify(pdf, trust).profile == "generic"
