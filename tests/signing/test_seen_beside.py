"""Somebody beside the file saw it on a day: it is judged as of then, and as strictly."""

import datetime as dt

from signing.verifier import verify
from tests.signing.abroad import DAY, NOW, Certified, certificate, signed, signer, trust

ENDED = Certified(since=NOW - 40 * DAY, until=NOW - 10 * DAY)


def one_of(pdf: bytes, believed, existed: dt.datetime | None):
    return verify(pdf, believed, existed=existed).signatures[0]


def test_a_certificate_that_ended_since_was_good_when_the_file_was_seen(tmp_path):
    believed = trust(tmp_path)
    pdf = signed(signer(ENDED))
    assert "expired" in one_of(pdf, believed, None).reasons
    then = one_of(pdf, believed, NOW - 20 * DAY)
    assert (then.verdict, then.trust, then.proven) == ("valid", "trusted", True)
    assert then.level == "B-B", "it lies beside the file and makes nothing better in it"


def test_seen_after_its_end_it_is_ended_and_before_its_beginning_not_begun(tmp_path):
    believed, pdf = trust(tmp_path), signed(signer(ENDED))
    assert "expired" in one_of(pdf, believed, NOW - 5 * DAY).reasons
    assert "not_yet_valid" in one_of(pdf, believed, NOW - 50 * DAY).reasons


def test_revoked_before_it_was_seen_it_is_revoked_and_after_it_is_only_told(tmp_path):
    who = Certified()
    made = certificate(who)
    believed = trust(tmp_path, (made, NOW - DAY / 4))
    pdf = signed(signer(who, made))
    assert "revoked" in one_of(pdf, believed, NOW).reasons
    before = one_of(pdf, believed, NOW - DAY / 2)
    assert before.verdict == "valid" and before.revoked_since is not None


def test_a_bent_byte_is_bent_whoever_saw_it(tmp_path):
    believed, pdf = trust(tmp_path), bytearray(signed(signer(Certified())))
    pdf[pdf.index(b"stream") + 20] ^= 1
    assert verify(bytes(pdf), believed, existed=NOW).verdict == "invalid"
