"""A remote signing service: a small one on loopback stands for it, with OAuth and every failure."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12

from server.commands.consenting import consent
from signing import SealFailed, cabinet, check_pin, csc, csc_http, csc_line, demo, identity, verify
from signing.csc_service import Service
from tests.csc_service import CODE, CREDENTIAL, PKCS1, PSS, SECRET, RemoteService, serving, written
from tests.signing.desk import PIN, Office, algorithm_of


@pytest.fixture(scope="module")
def packed(office) -> bytes:
    return Path(office.minh.partition(":")[2]).read_bytes()


@pytest.fixture(scope="module")
def running(packed):
    with serving(RemoteService(packed, PIN)) as service:
        yield service


@pytest.fixture
def service(running, packed):
    """The same service as it was on its first day."""
    again = RemoteService(packed, PIN, url=running.url)
    running.__dict__.update({k: v for k, v in again.__dict__.items() if k != "released"})
    for kept in (csc._PROVEN, csc._TOLD, csc_line._TOKENS):
        kept.clear()
    return running


@pytest.fixture
def minh(service, office, tmp_path) -> Office:
    return Office(office.authority, written(service, tmp_path), "")


def test_a_remote_key_signs(minh, service, blank, trust):
    made = minh.signs(blank)
    assert verify(made, trust).signatures[0].integrity == "valid"
    assert service.calls[-2:] == ["credentials/authorize", "signatures/signHash"]


def test_a_remote_seal_is_whole(service, office, signed, trust, tmp_path):
    huyen = RemoteService(Path(office.huyen.partition(":")[2]).read_bytes(), PIN)
    service.bundle = huyen.bundle
    sealed = Office(office.authority, "", written(service, tmp_path)).seals(signed)
    assert verify(sealed, trust).verdict == "valid"


@pytest.mark.parametrize(("algorithm", "how"), [(PSS, "rsassa_pss"), (PKCS1, "rsassa_pkcs1v15")])
def test_an_rsa_credential_signs_by_what_it_offers(
    minh, service, blank, trust, office, algorithm, how
):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    issuer = demo._issuer(office.authority.folder, "ca")
    made = demo._certificate(demo._name("Nguyễn Văn Minh"), key, issuer, demo._signs())
    lock = serialization.BestAvailableEncryption(PIN.encode())
    packed = pkcs12.serialize_key_and_certificates(b"minh", key, made, None, lock)
    service.bundle = RemoteService(packed, PIN).bundle
    service.algorithms = (algorithm,)
    signed = minh.signs(blank)
    assert algorithm_of(signed) == how
    assert verify(signed, trust).signatures[0].integrity == "valid"


def test_a_pin_is_asked_about_once_and_not_kept(minh, service):
    """Each question counts at the service; what is remembered of the PIN cannot be read."""
    check_pin(minh.minh, PIN)
    check_pin(minh.minh, PIN)
    assert service.calls.count("credentials/authorize") == 1
    assert not any(minh.minh == found[0] for found in cabinet._OPENED)
    assert PIN not in repr((csc._PROVEN, csc._TOLD, csc_line._TOKENS))


def test_a_wrong_pin_is_told(minh):
    with pytest.raises(SealFailed, match="wrong_pin"):
        check_pin(minh.minh, "000000")


def test_a_pin_that_was_changed_over_there_is_asked_about_again(minh, service, blank):
    check_pin(minh.minh, PIN)
    service.pin = "135791"
    with pytest.raises(SealFailed, match="wrong_pin"):
        minh.signs(blank)
    assert not csc._PROVEN


def test_an_access_token_that_ended_is_asked_for_anew(minh, service):
    check_pin(minh.minh, PIN)
    service.access.clear()
    assert identity(minh.minh, PIN).common_name == "Nguyễn Văn Minh"
    csc._TOLD.clear()
    assert identity(minh.minh, PIN)
    assert service.calls.count("oauth2/token") == 2


def test_by_a_persons_consent_the_office_goes_on_asking(service, tmp_path):
    """Authorization code once, then refresh tokens, each good for one time."""
    service.needs_consent = True
    address = written(service, tmp_path, redirect_uri="http://127.0.0.1/xong")
    with pytest.raises(SealFailed, match="service_refuses_us"):
        check_pin(address, PIN)
    line = csc_line.Line(Service.read(tmp_path / "dich-vu.json"))
    line.consent(CODE)
    for _ in range(2):
        csc_line._TOKENS.clear()
        csc._TOLD.clear()
        check_pin(address, PIN)
    assert line.service.grant.stat().st_mode & 0o777 == 0o600
    with pytest.raises(SealFailed, match="service_refuses_us"):
        line.consent("ma-khac")


def test_an_administrator_brings_the_consent_by_a_command(service, tmp_path, monkeypatch):
    service.needs_consent = True
    (tmp_path / "csc").mkdir()
    address = written(service, tmp_path / "csc", redirect_uri="http://127.0.0.1/xong")
    monkeypatch.setenv("CONGSO_HOME", str(tmp_path))
    told = CliRunner().invoke(consent, ["dich-vu"], input=f"{CODE}\n")
    assert f"{service.url}/oauth2/authorize?response_type=code" in told.output
    assert CODE not in told.output
    check_pin(address, PIN)
    refused = CliRunner().invoke(consent, ["dich-vu"], input="ma-khac\n")
    assert (refused.exit_code, "không cho máy chủ này truy cập" in refused.output) == (1, True)
    assert CliRunner().invoke(consent, ["khong-co"]).exit_code == 1


def test_a_token_of_the_wrong_scope_is_our_administrators_matter(minh, service):
    service.scope = "other"
    with pytest.raises(SealFailed, match="service_refuses_us"):
        check_pin(minh.minh, PIN)


def test_a_wrong_secret_is_our_administrators_matter(service, tmp_path):
    address = written(service, tmp_path, client_secret="khac")
    with pytest.raises(SealFailed, match="service_refuses_us"):
        check_pin(address, PIN)


def test_the_secret_may_lie_in_the_environment(service, tmp_path, monkeypatch):
    monkeypatch.setenv("BI_MAT_DICH_VU", SECRET)
    check_pin(written(service, tmp_path, client_secret="env:BI_MAT_DICH_VU"), PIN)


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("signatures/signHash!500", "service_down"),
        ("credentials/info!503", "service_down"),
        ("oauth2/token!sends away", "service_down"),
        ("signatures/signHash!400", "service_refused"),
        ("credentials/info!hangs up", "service_garbled"),
        ("credentials/info!<html>", "service_garbled"),
        ("credentials/info![]", "service_garbled"),
        ("credentials/info!{}", "service_garbled"),
        ('credentials/info!{"key": {"status": "enabled"}, "cert": {"certificates": ["?"]}}',
         "service_garbled"),
        ('credentials/info!{"key": {"status": "enabled"}, "cert": {"certificates": ["AAAA"]}}',
         "service_garbled"),
        ('oauth2/token!{"access_token": 7}', "service_garbled"),
        ("credentials/authorize!{}", "service_garbled"),
        ("signatures/signHash!{}", "service_garbled"),
        ('signatures/signHash!{"signatures": []}', "service_garbled"),
        ('signatures/signHash!{"signatures": ["%"]}', "service_garbled"),
        ('signatures/signHash!{"signatures": ["AAAA"]}', "signature_misfits"),
    ],
)  # fmt: skip
def test_whatever_a_service_answers_is_one_of_our_words(minh, service, blank, fault, reason):
    service.fault = fault
    with pytest.raises(SealFailed) as refused:
        minh.signs(blank)
    assert refused.value.reason == reason


@pytest.mark.parametrize("how", ["hangs", "drips"])
def test_a_service_that_hangs_is_left(minh, service, monkeypatch, how):
    service.fault = f"credentials/info!{how}"
    monkeypatch.setattr(csc_http, "PATIENCE", 0.2)
    with pytest.raises(SealFailed, match="service_slow"):
        check_pin(minh.minh, PIN)


def test_a_service_that_is_not_there_is_told(service, tmp_path):
    address = written(service, tmp_path, url="http://127.0.0.1:9/csc/v2")
    with pytest.raises(SealFailed, match="service_unreachable"):
        check_pin(address, PIN)


def test_a_credential_that_is_switched_off_is_told(minh, service):
    service.status = "disabled"
    with pytest.raises(SealFailed, match="credential_disabled"):
        check_pin(minh.minh, PIN)


def test_a_pin_goes_over_tls_or_stays_on_this_machine(service, tmp_path):
    address = written(service, tmp_path, url="http://csc.example.vn/csc/v2")
    with pytest.raises(SealFailed, match="service_unsafe"):
        check_pin(address, PIN)


def test_a_file_with_our_secret_that_others_may_read_is_refused(minh, tmp_path):
    (tmp_path / "dich-vu.json").chmod(0o644)
    with pytest.raises(SealFailed, match="service_exposed"):
        check_pin(minh.minh, PIN)


@pytest.mark.parametrize("content", ["", "[]", '{"url": 7}'])
def test_a_file_that_says_no_service_is_told(tmp_path, content):
    (tmp_path / "x.json").write_text(content)
    (tmp_path / "x.json").chmod(0o600)
    with pytest.raises(SealFailed, match="no_service"):
        check_pin(f"csc:{tmp_path / 'x.json'}#{CREDENTIAL}", PIN)


def test_an_address_without_a_credential_is_none(minh):
    with pytest.raises(SealFailed, match="bad_address"):
        check_pin(minh.minh.partition("#")[0], PIN)


def test_whether_a_service_can_be_reached_is_asked_without_a_pin(minh, service):
    place = minh.minh.partition(":")[2]
    assert csc.reach(place) == ""
    assert "credentials/authorize" not in service.calls
    csc._TOLD.clear()
    service.fault = "credentials/info!500"
    assert csc.reach(place) == "service_down"


def test_the_secret_is_in_no_word_of_ours(minh, tmp_path):
    assert SECRET not in repr(csc_line.Line(Service.read(tmp_path / "dich-vu.json")))
