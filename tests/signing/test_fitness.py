"""Before any key signs: whose certificate, for what use, in its time, revoked or not (SIG-05)."""

import datetime as dt
import os
from pathlib import Path

import pytest
from asn1crypto import pem
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID as Use

from signing import (
    Owner,
    SealFailed,
    demo,
    fitness,
    identity,
    issue,
    refuse_unfit,
    revoke,
    sign_person,
    verify,
)
from tests.signing.desk import PIN

MINH = "Nguyễn Văn Minh"
DAY = dt.timedelta(days=1)


USUAL = demo._usage(issues=False)


def certificate(office, *uses, begins=-DAY, ends=DAY, name=MINH, usage=USUAL, by_itself=False):
    """One from the office's own authority, odd in one way; and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = demo._issuer(office.authority.folder, "ca")
    now = dt.datetime.now(dt.UTC)
    builder = (
        x509.CertificateBuilder()
        .subject_name(demo._name(name))
        .issuer_name(demo._name(name) if by_itself else issuer.name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + begins)
        .not_valid_after(now + ends)
    )
    for one in (usage, *uses):
        if one is not None:
            builder = builder.add_extension(one, critical=True)
    return key, builder.sign(key if by_itself else issuer.key, hashes.SHA256())


def read(made: x509.Certificate) -> asn1.Certificate:
    return asn1.Certificate.load(made.public_bytes(serialization.Encoding.DER))


def packed(folder: Path, key, made) -> str:
    lock = serialization.BestAvailableEncryption(PIN.encode())
    (folder / "k.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"k", key, made, None, lock)
    )
    return f"pkcs12:{folder / 'k.p12'}"


def examined(office, made, owner=None):
    return office.authority.examine(read(made), owner)


@pytest.mark.parametrize(
    ("odd", "reason"),
    [
        ({"begins": DAY, "ends": 2 * DAY}, "certificate_not_yet_valid"),
        ({"begins": -2 * DAY, "ends": -DAY}, "certificate_expired"),
        ({"usage": demo._usage(issues=True)}, "certificate_for_other_use"),
        ({"by_itself": True}, "certificate_untrusted"),
    ],
)
def test_an_odd_certificate_signs_nothing(office, blank, tmp_path, odd, reason):
    """Refused before the PIN is of use; and such a certificate is not registered either."""
    key, made = certificate(office, **odd)
    with pytest.raises(SealFailed, match=reason):
        sign_person(
            blank, packed(tmp_path, key, made), PIN, authority=office.authority, serials=[1]
        )
    with pytest.raises(SealFailed, match=reason):
        refuse_unfit(made.public_bytes(serialization.Encoding.PEM).decode(), MINH)


@pytest.mark.parametrize("use", [Use.TIME_STAMPING, Use.SERVER_AUTH, Use.CODE_SIGNING])
def test_a_certificate_for_another_use_signs_nothing(office, use):
    with pytest.raises(SealFailed, match="certificate_for_other_use"):
        examined(office, certificate(office, x509.ExtendedKeyUsage([use]))[1])


@pytest.mark.parametrize("digest", ["sha1_ecdsa", "sha1_rsa", "md5_rsa"])
def test_a_certificate_that_its_issuer_signed_with_what_is_weak_signs_nothing(office, digest):
    """SIG-06: under such a digest it can be forged; a verifier would call it `weak`."""
    odd = read(certificate(office)[1])
    odd["signature_algorithm"] = odd["tbs_certificate"]["signature"] = {"algorithm": digest}
    with pytest.raises(SealFailed, match="certificate_weak"):
        office.authority.examine(asn1.Certificate.load(odd.dump(force=True)), None)
    with pytest.raises(SealFailed, match="certificate_weak"):
        refuse_unfit(pem.armor("CERTIFICATE", odd.dump(force=True)).decode(), MINH)


def test_an_authoritys_own_certificate_signs_no_paper(office):
    uses = [x509.BasicConstraints(ca=True, path_length=None)]
    with pytest.raises(SealFailed, match="certificate_for_other_use"):
        examined(office, certificate(office, *uses)[1])


@pytest.mark.parametrize(
    "uses", [[], [x509.ExtendedKeyUsage([Use.SERVER_AUTH, Use.EMAIL_PROTECTION])]]
)
def test_what_authorities_here_really_issue_signs(office, uses):
    """Some say e-mail, some say nothing; some leave out non-repudiation (DOMAIN §7.4, trap b)."""
    assert examined(office, certificate(office, *uses, usage=None)[1]) == fitness.GOOD


@pytest.mark.parametrize("name", ["NGUYEN VAN MINH", "Nguyễn  Văn Minh", "nguyễn văn minh"])
def test_a_name_without_its_accents_is_the_same_name(office, name):
    assert examined(office, certificate(office, name=name)[1], Owner(MINH)) == fitness.GOOD


def test_the_barred_d_is_folded_too():
    assert fitness.folded("ĐỖ THỊ ĐÀO") == fitness.folded("Do Thi Dao")


def test_another_persons_certificate_signs_nothing_of_mine(office, blank):
    with pytest.raises(SealFailed, match="certificate_of_another"):
        sign_person(
            blank, office.minh, PIN,
            authority=office.authority, serials=[1], owner=Owner("Phạm Thị Hoa"),
        )  # fmt: skip


def test_a_key_that_was_exchanged_behind_the_registration_signs_nothing(office, blank):
    """By its digest: the name alone could be written into any certificate."""
    registered = identity(office.minh, PIN).sha256
    who = Owner(MINH, registered)
    assert sign_person(blank, office.minh, PIN, authority=office.authority, serials=[1], owner=who)
    other = certificate(office)[1]
    with pytest.raises(SealFailed, match="certificate_of_another"):
        examined(office, other, who)


def test_a_list_that_came_a_moment_ago_counts_at_once(new_office, blank):
    assert new_office.signs(blank)
    revoke(new_office.authority.folder, "minh", dt.datetime.now(dt.UTC))
    with pytest.raises(SealFailed, match="certificate_revoked"):
        new_office.signs(blank)


def test_without_a_list_of_its_issuer_the_standing_is_unknown(stranger, office, blank):
    """B21: the signer is warned, and the verdict is INDETERMINATE until data come."""
    address = issue(stranger.authority.folder, "khach", MINH, "X", PIN)
    key = Path(address.partition(":")[2]).read_bytes()
    own = pkcs12.load_pkcs12(key, PIN.encode()).cert.certificate
    assert examined(office, own, Owner(MINH)) == fitness.UNKNOWN
    assert sign_person(blank, address, PIN, authority=office.authority, serials=[1])


def test_a_list_that_is_over_says_nothing(new_office):
    """Its issuer's next list is due: what it does not name may be revoked by now."""
    folder = new_office.authority.folder
    (folder / "ca.key").rename(folder / "elsewhere")
    path = folder / "ca.crl"
    listed = x509.load_der_x509_crl(path.read_bytes())
    issuer = serialization.load_pem_private_key((folder / "elsewhere").read_bytes(), None)
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateRevocationListBuilder().issuer_name(listed.issuer)
    old = builder.last_update(now - 2 * DAY).next_update(now - DAY).sign(issuer, hashes.SHA256())
    path.write_bytes(old.public_bytes(serialization.Encoding.DER))
    os.utime(path, ns=(1, 1))
    made = x509.load_pem_x509_certificate((folder / "issued" / "minh.pem").read_bytes())
    assert examined(new_office, made) == fitness.UNKNOWN


def test_a_signature_whose_standing_was_unknown_is_not_called_valid(stranger, office, blank, trust):
    address = issue(stranger.authority.folder, "khach2", MINH, "X", PIN)
    made = sign_person(blank, address, PIN, authority=office.authority, serials=[1])
    assert verify(made, trust).word != "VALID"
