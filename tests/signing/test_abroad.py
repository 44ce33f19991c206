"""Papers that other houses signed: integrity and trust apart, and each odd thing by its name."""

import datetime as dt
from io import BytesIO

import pikepdf
import pytest
import time_machine
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter

from signing import Trust, Verdict, verify
from signing.archiving import stamp_archive
from signing.verifier.trust import PUBLIC
from tests.signing import abroad
from tests.signing.abroad import DAY, NOW, Certified
from tests.signing.desk import page
from tests.signing.stock import put_down

FORMS = [SigSeedSubFilter.ADOBE_PKCS7_DETACHED, SigSeedSubFilter.PADES]


@pytest.fixture(scope="module")
def there(tmp_path_factory) -> Trust:
    """Somebody who trusts that house and has its list."""
    return abroad.trust(tmp_path_factory.mktemp("there"))


def believing(*houses: Trust) -> Trust:
    return Trust(
        tuple(one for house in houses for one in house.roots),
        tuple(one for house in houses for one in house.others),
        tuple(one for house in houses for one in house.crls),
    )


def told(verdict: Verdict) -> tuple[str, str, list[str]]:
    (one,) = verdict.signatures
    return verdict.integrity, one.trust, one.reasons


def test_under_a_root_that_serves_the_public_it_is_valid_and_that_is_said(tmp_path, there):
    """A finding on a document of the State's, no error (DOMAIN §7.4)."""
    pdf = abroad.signed(abroad.signer(Certified()))
    served = tmp_path / PUBLIC
    served.mkdir()
    abroad.trust(served)
    verdict = verify(pdf, Trust.of([tmp_path]))
    assert (verdict.word, verdict.signatures[0].warnings) == ("VALID", ["public_authority"])
    assert verify(pdf, there).signatures[0].warnings == []


@pytest.mark.parametrize("form", FORMS, ids=["adbe.pkcs7.detached", "ETSI.CAdES.detached"])
@pytest.mark.parametrize(
    ("kind", "digest", "pss"),
    [
        ("RSA-2048", "sha256", False),
        ("RSA-2048", "sha512", True),
        ("P-256", "sha256", False),
        ("P-384", "sha384", False),
    ],
    ids=["PKCS1", "PSS", "P-256", "P-384"],
)
def test_each_strong_signature_is_valid_to_whoever_trusts_it(there, form, kind, digest, pss):
    pdf = abroad.signed(abroad.signer(Certified(kind), prefer_pss=pss), form=form, digest=digest)
    assert verify(pdf, there).verdict == "valid"
    assert told(verify(pdf, Trust())) == ("valid", "untrusted", ["untrusted"])


ODD = {
    "expired": (Certified(until=NOW - DAY / 2), "expired", ["expired"]),
    "not yet valid": (Certified(since=NOW + DAY), "expired", ["not_yet_valid"]),
    "wrong usage": (Certified(uses=("key_encipherment",)), "untrusted", ["key_usage"]),
    "a server's": (
        Certified(purposes=(ExtendedKeyUsageOID.SERVER_AUTH,)), "untrusted", ["key_usage"],
    ),
    "self-signed": (Certified(own=True), "untrusted", ["untrusted"]),
    "RSA of 1024": (Certified("RSA-1024"), "unknown", ["weak:rsa-1024"]),
    "a small curve": (Certified("P-192"), "unknown", ["weak:ec-192"]),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_each_unfit_certificate_is_named_and_the_file_is_whole(there, odd):
    who, trust, reasons = ODD[odd]
    verdict = verify(abroad.signed(abroad.signer(who)), there)
    assert told(verdict) == ("valid", trust, reasons)
    assert (verdict.verdict, verdict.word) == ("invalid", "INDETERMINATE")


def test_a_stamp_from_before_the_certificates_end_proves_that_it_was_valid(office, there):
    """Without a stamp it would be `expired`; the stamp's own house has to be trusted too."""
    now = dt.datetime.now(dt.UTC)
    ending = Certified(until=now + dt.timedelta(seconds=90))
    stamped, bare = (
        abroad.signed(abroad.signer(ending), timestamper=stamper)
        for stamper in (office.authority.timestamper((1,)), None)
    )
    with time_machine.travel(now + dt.timedelta(seconds=120)):
        assert verify(stamped, believing(there, office.trust)).verdict == "valid"
        assert verify(bare, believing(there, office.trust)).signatures[0].trust == "expired"


def test_revoked_before_and_after(tmp_path):
    """Without a trusted time even a later revocation counts: it might have been signed since."""
    made = abroad.certificate(Certified())
    pdf = abroad.signed(abroad.signer(Certified(), made))
    verdict = verify(pdf, abroad.trust(tmp_path, (made, NOW - DAY / 2)))
    assert told(verdict) == ("valid", "revoked", ["revoked"])
    assert verdict.word == "INVALID"


def test_a_sha1_digest_is_weak_though_all_of_it_agrees(there):
    pdf = abroad.signed(abroad.signer(Certified("RSA-2048")), digest="sha1")
    assert told(verify(pdf, there)) == ("valid", "unknown", ["weak:sha1"])
    changed = pdf.replace(b"/MediaBox", b"/MediaBux")
    assert "digest" in verify(changed, there).signatures[0].reasons


@pytest.mark.parametrize("form", ["adbe.x509.rsa_sha1", "adbe.pkcs7.sha1"])
def test_an_older_form_is_judged_and_called_weak(there, form):
    pdf = abroad.of_an_older_form(form)
    verdict = verify(pdf, there)
    assert told(verdict) == ("valid", "unknown", ["weak:sha1"])
    assert verdict.signatures[0].signer == "NGUYEN VAN MINH"
    changed = pdf.replace(b"/MediaBox", b"/MediaBux")
    assert verify(changed, there).integrity == "invalid"


def test_a_stamp_of_another_file_proves_nothing(office, there):
    """The stamp is genuine; but what it stamps is another signature."""
    by = abroad.signer(Certified())
    lent = abroad.signed(by, timestamper=office.authority.timestamper((1,)))
    stamp = PdfFileReader(BytesIO(lent)).embedded_signatures[0].signer_info["unsigned_attrs"]
    pdf = abroad.signed(abroad.lending(by, stamp))
    integrity, _, reasons = told(verify(pdf, there))
    assert (integrity, reasons) == ("invalid", ["timestamp"])


def test_a_paper_encrypted_without_a_password_is_judged(there):
    """Everybody may open it; so everybody may know whose it is."""
    writer = copy_into_new_writer(PdfFileReader(BytesIO(page())))
    writer.encrypt("owner", "", pdf_mac=False)
    made = BytesIO()
    writer.write(made)
    opened = IncrementalPdfFileWriter(made)
    opened.encrypt("owner")
    pdf = abroad.signed_in(opened, abroad.signer(Certified()))
    assert verify(pdf, there).verdict == "valid"


def test_people_of_two_houses_sign_one_after_the_other(office, there):
    """Each keeps his own trust; the file is valid to whoever trusts both."""
    first = abroad.signed(abroad.signer(Certified("RSA-2048")))
    second = put_down(
        IncrementalPdfFileWriter(BytesIO(first)),
        office,
        office.minh,
        field="Ky2",
        new_field=SigFieldSpec("Ky2"),
    )
    assert [one.trust for one in verify(second, there).signatures] == ["trusted", "untrusted"]
    assert verify(second, believing(there, office.trust)).verdict == "valid"


def test_a_stamp_over_the_whole_file_is_no_signature_of_a_person(office):
    """ETSI.RFC3161 alone: when, and nobody's."""
    stamped = stamp_archive(page(), office.authority, [1])
    verdict = verify(stamped, office.trust)
    assert [(one.kind, one.verdict) for one in verdict.signatures] == [("timestamp", "valid")]


def test_a_file_made_for_the_web_is_judged_like_any_other(there):
    """Linearized: its first part has a table, and no catalogue of its own."""
    made = BytesIO()
    with pikepdf.open(BytesIO(page())) as held:
        held.save(made, linearize=True)
    pdf = abroad.signed(abroad.signer(Certified()), pdf=made.getvalue())
    assert verify(pdf, there).verdict == "valid"
    twice = abroad.signed(abroad.signer(Certified()), pdf=pdf, field="Ky2")
    assert verify(twice, there).verdict == "valid"
