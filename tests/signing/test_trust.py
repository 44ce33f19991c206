"""Whose signature it is, and whether it was good when it was made: trust apart from integrity."""

import datetime as dt

import pytest
import time_machine
from asn1crypto import pem
from cryptography import x509

from signing import SealFailed, Trust, found_authority, revoke, verify
from signing.demo import refresh_crls
from tests.signing.stock import filled, sealed_plainly

YEAR = dt.timedelta(days=365)


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _one(verdict, field):
    return next(one for one in verdict.signatures if one.field == field)


def _trust(office, *files) -> Trust:
    return Trust.of([office.authority.folder / name for name in files])


def test_with_nobody_trusted_it_is_whole_but_nobodys(sealed):
    verdict = verify(sealed, Trust())
    assert (verdict.integrity, verdict.verdict, verdict.word) == (
        "valid", "invalid", "INDETERMINATE"
    )  # fmt: skip
    assert {one.trust for one in verdict.signatures} == {"untrusted"}


def test_a_strangers_root_does_not_help(sealed, stranger):
    verdict = verify(sealed, stranger.trust)
    assert (verdict.integrity, verdict.word) == ("valid", "INDETERMINATE")


def test_the_root_alone_is_enough_for_a_paper_that_carries_its_proofs(office, sealed):
    assert verify(sealed, _trust(office, "root.pem")).verdict == "valid"


def test_without_any_list_a_paper_without_proofs_cannot_be_judged(office, signed):
    """No revocation data: INDETERMINATE, never green (DOMAIN §7.4)."""
    pdf = sealed_plainly(office, filled(signed))
    verdict = verify(pdf, _trust(office, "root.pem", "ca.pem"))
    assert (verdict.integrity, verdict.word) == ("valid", "INDETERMINATE")
    assert _one(verdict, "CoQuan").trust == "unknown"


def test_roots_and_lists_may_be_named_one_by_one(office, signed):
    pdf = sealed_plainly(office, filled(signed))
    files = ["root.pem", "ca.pem", "ca.crl", "root.crl"]
    assert verify(pdf, _trust(office, *files)).verdict == "valid"


def test_lists_may_be_armoured(office, tmp_path):
    raw = (office.authority.folder / "ca.crl").read_bytes()
    (tmp_path / "ca.crl").write_bytes(pem.armor("X509 CRL", raw))
    assert [one.dump() for one in Trust.of([tmp_path]).crls] == [raw]


def test_a_paper_sealed_by_a_stranger_is_no_ones(office, stranger, signed, trust):
    verdict = verify(stranger.seals(signed), trust)
    assert _one(verdict, "NguoiKy").verdict == "valid"
    assert _one(verdict, "CoQuan").trust == "untrusted"
    assert (verdict.verdict, verdict.word) == ("invalid", "INDETERMINATE")


def test_revoked_before_the_signing_time_it_is_invalid(new_office, blank):
    sealed = new_office.seals(new_office.signs(blank))
    revoke(new_office.authority.folder, "minh", _now() - dt.timedelta(hours=1))
    verdict = verify(sealed, new_office.trust)
    assert _one(verdict, "NguoiKy").trust == "revoked"
    assert (verdict.integrity, verdict.verdict, verdict.word) == ("valid", "invalid", "INVALID")


def test_revoked_after_the_signing_time_it_stays_valid_and_that_is_told(new_office, blank):
    """B22, DOMAIN §7.4 d: a later revocation does not touch what was signed before."""
    sealed = new_office.seals(new_office.signs(blank))
    later = (_now() + dt.timedelta(seconds=5)).replace(microsecond=0)
    revoke(new_office.authority.folder, "huyen", later)
    with time_machine.travel(later + dt.timedelta(minutes=1)):
        verdict = verify(sealed, new_office.trust)
    assert (verdict.verdict, verdict.word) == ("valid", "VALID")
    assert _one(verdict, "CoQuan").revoked_since == later
    assert _one(verdict, "CoQuan").as_dict()["revoked_since"] == later.isoformat()
    assert "revoked_since" not in _one(verdict, "NguoiKy").as_dict()


def test_a_revoked_time_stamping_authority_proves_nothing(new_office, blank):
    folder = new_office.authority.folder
    sealed = new_office.seals(new_office.signs(blank))
    (folder / "issued" / "tsa.pem").write_bytes((folder / "tsa.pem").read_bytes())
    revoke(folder, "tsa", _now() - dt.timedelta(hours=1))
    verdict = verify(sealed, new_office.trust)
    assert _one(verdict, "LuuTru1").trust == "revoked"
    assert verdict.verdict == "invalid"


def test_when_the_certificate_has_ended_it_was_valid_when_signed(sealed, trust, monkeypatch):
    """An ended certificate is no fault of the paper: VALID_EXPIRED_NOW."""
    verdict = verify(sealed, trust)
    person = _one(verdict, "NguoiKy")
    with time_machine.travel(person.identity.not_after + dt.timedelta(days=1)):
        assert (person.word, verdict.word) == ("VALID_EXPIRED_NOW", "VALID_EXPIRED_NOW")
        assert verdict.verdict == "valid"


def test_after_years_without_a_new_stamp_the_time_is_no_longer_proven(sealed, trust):
    """LTV-03: the archive is stamped again before the stamp's certificate ends."""
    with time_machine.travel(_now() + 11 * YEAR):
        verdict = verify(sealed, trust)
    assert _one(verdict, "LuuTru1").trust == "expired"
    assert (verdict.integrity, verdict.verdict, verdict.word) == (
        "valid", "invalid", "INDETERMINATE"
    )  # fmt: skip


def test_a_year_later_with_the_root_alone_it_is_still_valid(office, sealed):
    """The proofs inside were good when the seal came down; they need not be fresh."""
    with time_machine.travel(_now() + YEAR):
        assert verify(sealed, _trust(office, "root.pem")).verdict == "valid"


def test_nobody_signs_with_a_revoked_certificate(new_office, blank):
    """SIG-05: looked at when signing, not only when verifying."""
    revoke(new_office.authority.folder, "minh", _now() - dt.timedelta(minutes=1))
    with pytest.raises(SealFailed, match="certificate_revoked"):
        new_office.signs(blank)


def test_an_agency_whose_certificate_is_revoked_does_not_seal(new_office, blank):
    signed = new_office.signs(blank)
    revoke(new_office.authority.folder, "huyen", _now() - dt.timedelta(minutes=1))
    with pytest.raises(SealFailed, match="certificate_revoked"):
        new_office.seals(signed)


def test_nobody_signs_with_a_certificate_that_has_ended(new_office, blank):
    with (
        time_machine.travel(_now() + 11 * YEAR),
        pytest.raises(SealFailed, match="certificate_expired"),
    ):
        new_office.signs(blank)


def test_revocations_stay_on_the_list_when_it_is_renewed(new_office):
    folder = new_office.authority.folder
    revoke(folder, "minh", _now())
    revoke(folder, "huyen", _now())
    before = x509.load_der_x509_crl((folder / "ca.crl").read_bytes())
    with time_machine.travel(_now() + dt.timedelta(days=6)):
        refresh_crls(folder)
    after = x509.load_der_x509_crl((folder / "ca.crl").read_bytes())
    assert after.next_update_utc > before.next_update_utc
    assert {one.serial_number for one in after} == {one.serial_number for one in before}
    assert len(after) == 2


def test_a_list_near_its_end_is_renewed_when_somebody_signs(new_office, blank):
    """A server that runs for months never signs with a list of last week."""
    with time_machine.travel(_now() + 30 * dt.timedelta(days=1)):
        sealed = new_office.seals(new_office.signs(blank))
        assert verify(sealed, new_office.trust).verdict == "valid"


def test_an_authority_that_is_there_stays_as_it_is(office):
    folder = office.authority.folder
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    found_authority(folder)
    assert before == {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_keys_are_for_the_servers_account_only(office):
    secrets = [*office.authority.folder.glob("*.key"), *office.authority.folder.glob("*.p12")]
    assert len(secrets) == 5
    assert {path.stat().st_mode & 0o777 for path in secrets} == {0o600}
