"""A key that signs elsewhere: the file is made ready, signed there, put together in any process."""

import asyncio

import pytest
from asn1crypto import algos
from cryptography.hazmat.primitives.asymmetric import rsa

from signing import Box, SealFailed, demo, issue, phases, prepare_annex, raw, verify
from signing.cabinet import opened
from signing.desks import Means, agency_desk, annex_desk, person_desk
from tests.signing.desk import DATE, NUMBER, PIN, algorithm_of, page

SAID = "01/QĐ-UBND; 2026-11-24T09:00:00+07:00"


def pem_of(office, stem):
    return (office.authority.folder / "issued" / f"{stem}.pem").read_text()


def means(office, stem, how="ecdsa", text=None):
    signer = phases.away(text or pem_of(office, stem), how, office.authority)
    return Means(signer, office.authority, None, ())


def elsewhere(address, ready):
    """What an agent does: the key signs the attributes, and sees nothing else."""
    return asyncio.run(opened(address, PIN).async_sign_raw(ready.attributes, "sha256"))


def through(office, address, ready, serials):
    """Both phases, with nothing but bytes between them."""
    kept = ready.packed()
    signature = elsewhere(address, ready)
    return phases.end(phases.Ready.unpacked(kept), signature, office.authority, serials)


@pytest.fixture(scope="module")
def ready(office, blank):
    return phases.begin(person_desk(blank, means(office, "minh"), field="NguoiKy"))


def test_a_person_and_an_agency_sign_in_two_phases_each(office, ready, trust):
    signed = through(office, office.minh, ready, [7])
    desk = agency_desk(signed, means(office, "huyen"), field="CoQuan", number=NUMBER, date=DATE)
    sealed = through(office, office.huyen, phases.begin(desk), [8, 9])
    verdict = verify(sealed, trust)
    assert verdict.verdict == "valid", verdict.as_dict()
    assert [one.level for one in verdict.signatures[:2]] == ["B-LTA", "B-LTA"]


def test_an_annex_is_sealed_so_too(office, trust):
    plain = prepare_annex(page(), Box(0, 300, 785, 552, 800))
    desk = annex_desk(plain, means(office, "huyen"), said=SAID)
    sealed = through(office, office.huyen, phases.begin(desk), [8, 9])
    assert verify(sealed, trust).verdict == "valid"


@pytest.mark.parametrize("how", ["rsassa_pss", "rsassa_pkcs1v15"])
def test_an_rsa_key_elsewhere_says_how_it_signs(office, blank, trust, how):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    made = demo._certificate(
        demo._name("Nguyễn Văn Minh"),
        key,
        demo._issuer(office.authority.folder, "ca"),
        demo._signs(),
    )
    desk = person_desk(
        blank, means(office, "", how, made.public_bytes(demo._PEM).decode()), field="NguoiKy"
    )
    ready = phases.begin(desk)
    mechanism = algos.SignedDigestAlgorithm.load(ready.mechanism)
    signature = key.sign(ready.attributes, *raw._padding(mechanism))
    signed = phases.end(ready, signature, office.authority, [7])
    assert algorithm_of(signed) == how
    assert verify(signed, trust).signatures[0].integrity == "valid"


def test_the_signature_of_another_key_is_not_put_in(office, ready):
    with pytest.raises(SealFailed, match="signature_misfits"):
        phases.end(ready, elsewhere(office.huyen, ready), office.authority, [7])


@pytest.mark.parametrize("signature", [b"", b"\x30\x00", bytes(72)])
def test_what_is_no_signature_is_not_put_in(office, ready, signature):
    with pytest.raises(SealFailed, match="signature_misfits"):
        phases.end(ready, signature, office.authority, [7])


def test_a_signature_over_another_file_is_not_put_in(office, ready, blank):
    other = phases.begin(person_desk(blank, means(office, "minh"), field="NguoiKy"))
    assert other.attributes != ready.attributes
    with pytest.raises(SealFailed, match="signature_misfits"):
        phases.end(ready, elsewhere(office.minh, other), office.authority, [7])


@pytest.mark.parametrize("how", ["rsassa_pss", "ed25519", ""])
def test_a_mechanism_that_the_key_does_not_have_is_refused(office, how):
    with pytest.raises(SealFailed, match="bad_mechanism"):
        means(office, "minh", how)


@pytest.mark.parametrize(
    "text", ["", "khong phai", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"]
)
def test_what_is_no_certificate_is_told(text):
    with pytest.raises(SealFailed, match="bad_certificate"):
        phases.read_pem(text)


def test_the_chain_that_comes_with_a_certificate_goes_into_the_file(office, stranger, blank):
    folder = stranger.authority.folder
    issue(folder, "khach", "Nguyễn Văn Minh", "X", PIN)
    text = (folder / "issued" / "khach.pem").read_text() + (folder / "ca.pem").read_text()
    desk = person_desk(blank, means(office, "", text=text), field="NguoiKy")
    assert len(phases.begin(desk).certificates) == 2
