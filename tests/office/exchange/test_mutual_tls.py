"""A line over TLS to a server that asks who we are: our certificate is shown, or nothing goes.

Such a server is a proxy before another office (docs/exchange.md); here it is Python's own.
"""

import datetime as dt
import ssl
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.config import Settings
from server.doctor.lines import certificate_told
from server.exchange.lines import Server
from server.exchange.why import OWN_UNREAD
from tests.office.exchange.far_end import FarEnd, far_end
from tests.office.exchange.letters import envelope
from workflows import Refused

HERE = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
ELSEWHERE = x509.SubjectAlternativeName([x509.DNSName("tinh-khac.vn")])


def certificate(
    folder: Path, name: str, days: int = 1, here: x509.SubjectAlternativeName = HERE
) -> Path:
    """Certificate and key in one file, as CONGSO_GATEWAY_CERTIFICATE names it; good for so many
    days, or over for so many."""
    key, at = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(whose, whose, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - dt.timedelta(days=9))
        .not_valid_after(at + dt.timedelta(days=days))
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    place = folder / f"{name}.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    place.write_bytes(made.public_bytes(pem) + secret)
    return place


def asking(theirs: Path, whose: Path) -> ssl.SSLContext:
    """A server that lets in whoever shows a certificate of these."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=whose)
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_cert_chain(theirs)
    return context


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return certificate(tmp_path, "huyen")


@pytest.fixture
def province(ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FarEnd]:
    """It lets in whoever shows a certificate that it knows: ours."""
    theirs = certificate(tmp_path, "tinh")
    monkeypatch.setenv("SSL_CERT_FILE", str(theirs))
    with far_end(tls=asking(theirs, ours)) as there:
        yield there


def test_the_certificate_is_shown_to_a_server_that_asks(province: FarEnd, ours: Path) -> None:
    Server(province.address, "the-cua-tinh", ours).hand(envelope())
    assert province.bodies == [envelope()]


def test_without_it_or_with_anothers_nothing_gets_in_and_the_letter_waits(
    province: FarEnd, tmp_path: Path
) -> None:
    for shown in (None, certificate(tmp_path, "ke-la")):
        assert "máy nơi nhận" in why_not(province.address, shown)
    assert province.bodies == []


def why_not(address: str, shown: Path | None) -> str:
    """What the clerk reads beside a letter that waits."""
    with pytest.raises(Refused, match="line_down") as no:
        Server(address, "the-cua-tinh", shown).hand(envelope())
    return no.value.said["why"]


@pytest.mark.parametrize(
    ("name", "days", "place", "words"),
    [
        ("tinh", -1, HERE, "của máy nơi nhận đã hết hạn"),
        ("tinh", 1, ELSEWHERE, "của máy nơi nhận mang tên máy khác"),
        ("noi-khac", 1, HERE, "của máy nơi nhận do nơi mà máy này không tin cấp"),
    ],
)
def test_a_server_that_is_not_whom_we_mean_is_told_nothing_and_the_clerk_reads_why(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name, days, place, words
) -> None:
    theirs = certificate(tmp_path, name, days, place)
    believed = theirs if name == "tinh" else certificate(tmp_path, "tinh")
    monkeypatch.setenv("SSL_CERT_FILE", str(believed))
    with far_end(tls=asking(theirs, ours)) as there:
        assert words in why_not(there.address, ours)
        assert there.bodies == []


@pytest.mark.parametrize(
    ("shown", "words"),
    [("none", "máy này không có"), ("stranger", "bên ấy không tin"), ("old", "đã hết hạn")],
)
def test_what_the_other_end_has_against_our_certificate_is_said_in_words(
    province: FarEnd, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shown: str, words: str
) -> None:
    """Its alert comes when we wait for the answer, or while we still send: then it is a line that
    broke, and the next try says more."""
    made = {"none": None, "stranger": certificate(tmp_path, "ke-la")}
    made["old"] = certificate(tmp_path, "huyen", -1)
    if shown == "old":
        theirs = tmp_path / "tinh.pem"
        with far_end(tls=asking(theirs, made["old"])) as there:
            assert words in why_not(there.address, made["old"])
    else:
        assert words in why_not(province.address, made[shown])


def test_a_new_certificate_counts_from_the_next_try_on(
    province: FarEnd, ours: Path, tmp_path: Path
) -> None:
    """Laid over the old one by the administrator; nobody starts the office anew."""
    good, place = ours.read_bytes(), tmp_path / "cua-ta.pem"
    place.write_bytes(certificate(tmp_path, "ke-la").read_bytes())
    assert "bên ấy không tin" in why_not(province.address, place)
    place.write_bytes(good)
    Server(province.address, "the-cua-tinh", place).hand(envelope())
    assert province.bodies == [envelope()]


def test_one_that_cannot_be_read_is_said_to_be_ours(province: FarEnd, tmp_path: Path) -> None:
    (tmp_path / "hong.pem").write_text("-----BEGIN")
    for name in ("hong.pem", "khong-co.pem"):
        assert why_not(province.address, tmp_path / name) == OWN_UNREAD


def showing(place: Path) -> Settings:
    """It was there when the office began."""
    return Settings().model_copy(update={"gateway_certificate": place})


@pytest.mark.parametrize(
    ("days", "is_well", "words"),
    [(60, True, "hết hạn ngày"), (20, False, "ghi đè lên tệp này"), (-1, False, "đã hết hạn ngày")],
)
def test_the_doctor_says_in_time_that_ours_runs_out(
    tmp_path: Path, days: int, is_well: bool, words: str
) -> None:
    told = certificate_told(showing(certificate(tmp_path, "huyen", days)))
    assert (told[0], words in told[1]) == (is_well, True)


def test_and_that_it_cannot_be_shown(tmp_path: Path) -> None:
    broken = tmp_path / "hong.pem"
    broken.write_text("-----BEGIN")
    for place in (broken, tmp_path / "khong-co.pem"):
        assert certificate_told(showing(place))[0] is False
    assert certificate_told(Settings())[0] is True
