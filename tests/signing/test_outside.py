"""Authorities outside: what is believed of them, and what is not (SIGNING §6, LTV-01)."""

import pytest
from asn1crypto import x509

from signing import Authority, Outside, SealFailed, asking, revocation
from signing.rfc3161 import NoStamp, OutsideTimeStamper, try_out
from signing.verifier.trust import Trust
from tests.signing.desk import FONT, PIN
from tests.signing.outside_pki import DAY, DER, STAMPS, Pki, now
from tests.signing.outside_world import World


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    opened = World()
    opened.trust = opened.pki.believed(tmp_path_factory.mktemp("outside") / "trust")
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _as_before(world, monkeypatch):
    """Each test begins with good services, of which nothing is remembered."""
    monkeypatch.setattr(asking, "EACH", 0.5)
    monkeypatch.setattr(asking, "MOST", 1 << 20)
    world.tsa = world.ocsp = world.crl = "good"
    world.pki.revoked.clear()
    asking.forget_failures()
    revocation.forget_answers()
    world.asked.clear()


@pytest.fixture
def outside(world):
    return Outside(f"{world.base}/tsa", trust=(world.trust,))


def stamped(outside):
    try_out(outside, Trust.of(outside.trust))


def test_a_good_stamp_is_taken(outside, world):
    stamped(outside)
    assert world.asked[0] == "tsa"


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("other_nonce", "tsa_other_nonce"),
        ("other_digest", "tsa_other_digest"),
        ("clock", "tsa_clock"),
        ("forged", "tsa_forged"),
        ("refused", "tsa_refused"),
        ("hangs", "tsa_slow"),
        ("half", "tsa_garbled"),
        ("garbled", "tsa_garbled"),
        ("page", "tsa_garbled"),
        ("huge", "tsa_huge"),
        ("down", "tsa_down"),
        ("elsewhere", "tsa_refused"),
    ],
)
def test_an_authority_that_lies_hangs_or_answers_nonsense_stamps_nothing(
    outside, world, how, reason
):
    world.tsa = how
    with pytest.raises(NoStamp) as no:
        stamped(outside)
    assert no.value.reason == reason


def test_a_stamp_of_another_file_is_not_taken(outside, world):
    stamped(outside)
    world.tsa = "other_file"
    with pytest.raises(NoStamp, match="tsa_other_nonce"):
        stamped(outside)


def test_a_revoked_authority_stamps_nothing(outside, world):
    world.pki.revoked[world.stamper.serial] = now() - DAY
    with pytest.raises(NoStamp, match="tsa_revoked"):
        stamped(outside)


def test_an_authority_whose_certificate_ended_stamps_nothing(outside, world, monkeypatch):
    old = world.pki.issue("Old TSA", world.pki.ca, use=STAMPS, since=now() - 9 * DAY, life=2 * DAY)
    monkeypatch.setattr(world, "stamper", old)
    with pytest.raises(NoStamp, match="tsa_expired"):
        stamped(outside)


def test_an_authority_that_leads_to_no_root_of_ours_stamps_nothing_and_is_not_asked_about(
    outside, world, monkeypatch
):
    foreign = Pki(world.base)
    stranger = foreign.issue("TSA of a stranger", foreign.ca, use=STAMPS)
    monkeypatch.setattr(world, "stamper", stranger)
    with pytest.raises(NoStamp, match="tsa_untrusted"):
        stamped(outside)
    assert set(world.asked) <= {"tsa", "root.crl"}, "of our own CA alone"


def test_a_certificate_that_is_not_for_stamps_stamps_nothing(outside, world, monkeypatch):
    monkeypatch.setattr(world, "stamper", world.pki.issue("Somebody", world.pki.ca))
    with pytest.raises(NoStamp, match="tsa_untrusted"):
        stamped(outside)


def test_a_service_that_failed_is_not_asked_again_at_each_paper(outside, world):
    world.tsa = "down"
    for _ in range(3):
        with pytest.raises(NoStamp, match="tsa_down"):
            stamped(outside)
    assert world.asked == ["tsa"]


def test_user_and_secret_go_along_and_are_shown_to_nobody(world):
    outside = Outside(f"{world.base}/tsa", "huyen", "bí mật", (world.trust,))
    stamper = OutsideTimeStamper(outside, Trust())
    assert stamper._credentials() == {"Authorization": "Basic aHV5ZW46YsOtIG3huq10"}
    assert "bí mật" not in repr(outside)


@pytest.fixture
def minh(world, tmp_path):
    holder = world.pki.issue("Nguyễn Văn Minh", world.pki.ca)
    return holder, world.pki.kept(tmp_path, "minh", holder, PIN)


@pytest.fixture
def authority(office, world):
    return Authority(office.authority.folder, FONT, Outside(trust=(world.trust,)))


def test_before_a_key_signs_its_status_is_asked(authority, world, minh):
    """SIG-05: known, or not to be had, which the signer is told; a revoked one signs nothing."""
    certificate = as_asn1(minh[0])
    assert authority.examine(certificate, None) == "good"
    world.ocsp = world.crl = "down"
    revocation.forget_answers()
    assert authority.examine(certificate, None) == "unknown"
    world.ocsp = world.crl = "good"
    world.pki.revoked[minh[0].serial] = now() - DAY
    asking.forget_failures()
    with pytest.raises(SealFailed, match="certificate_revoked"):
        authority.examine(certificate, None)


def lacks(office, world, holder) -> str:
    authority = Authority(office.authority.folder, FONT, Outside(trust=(world.trust,)))
    return authority.evidence([as_asn1(holder)]).lacks


def as_asn1(holder):
    return x509.Certificate.load(holder.certificate.public_bytes(DER))


def test_status_is_asked_where_the_certificate_says(office, world, minh):
    assert lacks(office, world, minh[0]) == ""
    assert sorted(world.asked) == ["ocsp", "root.crl"]


@pytest.mark.parametrize("how", ["down", "hangs", "half", "garbled", "page", "unknown", "stale"])
def test_where_ocsp_gives_no_good_answer_the_list_does(office, world, minh, how):
    world.ocsp = how
    assert lacks(office, world, minh[0]) == ""


@pytest.mark.parametrize("ocsp", ["down", "garbled", "unknown", "stale"])
@pytest.mark.parametrize("crl", ["down", "half", "page", "huge", "expired"])
def test_where_neither_does_the_status_is_unknown_and_no_error(office, world, minh, ocsp, crl):
    world.ocsp, world.crl = ocsp, crl
    assert lacks(office, world, minh[0]) == "status_unknown"


@pytest.mark.parametrize("ocsp", ["good", "down"])
def test_a_revoked_certificate_is_found_by_either(office, world, minh, ocsp):
    world.pki.revoked[minh[0].serial] = now() - DAY
    world.ocsp = ocsp
    assert lacks(office, world, minh[0]) == "certificate_revoked"


def test_a_chain_that_leads_to_no_root_of_ours_is_not_believed(office, world, minh):
    other = Pki("http://127.0.0.1:9")
    stranger = other.issue("Nguyễn Văn Minh", other.ca)
    assert lacks(office, world, stranger) == "certificate_untrusted"


def test_answers_of_this_minute_are_asked_for_once(office, world, minh):
    for _ in range(3):
        lacks(office, world, minh[0])
    assert len(world.asked) == 2, world.asked


def test_a_name_that_is_no_web_address_is_not_asked():
    with pytest.raises(asking.Unreachable, match="refused"):
        asking.Line().ask("file:///etc/passwd")
