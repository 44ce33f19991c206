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

from server.exchange.lines import Server
from tests.office.exchange.far_end import FarEnd, far_end
from tests.office.exchange.letters import envelope
from workflows import Refused

HERE = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])


def certificate(folder: Path, name: str) -> Path:
    """Certificate and key in one file, as CONGSO_GATEWAY_CERTIFICATE names it."""
    key, at = ec.generate_private_key(ec.SECP256R1()), dt.datetime.now(dt.UTC)
    whose = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(whose, whose, key.public_key(), x509.random_serial_number())
        .not_valid_before(at - dt.timedelta(days=1))
        .not_valid_after(at + dt.timedelta(days=1))
        .add_extension(HERE, critical=False)
        .sign(key, hashes.SHA256())
    )
    place = folder / f"{name}.pem"
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    place.write_bytes(made.public_bytes(pem) + secret)
    return place


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return certificate(tmp_path, "huyen")


@pytest.fixture
def province(ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FarEnd]:
    """It lets in whoever shows a certificate that it knows: ours."""
    theirs = certificate(tmp_path, "tinh")
    asking = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=ours)
    asking.verify_mode = ssl.CERT_REQUIRED
    asking.load_cert_chain(theirs)
    monkeypatch.setenv("SSL_CERT_FILE", str(theirs))
    with far_end(tls=asking) as there:
        yield there


def test_the_certificate_is_shown_to_a_server_that_asks(province: FarEnd, ours: Path) -> None:
    Server(province.address, "the-cua-tinh", ours).hand(envelope())
    assert province.bodies == [envelope()]


def test_without_it_or_with_anothers_nothing_gets_in_and_the_letter_waits(
    province: FarEnd, tmp_path: Path
) -> None:
    for shown in (None, certificate(tmp_path, "ke-la")):
        with pytest.raises(Refused, match="line_down"):
            Server(province.address, "the-cua-tinh", shown).hand(envelope())
    assert province.bodies == []


def test_a_server_of_an_unknown_authority_is_told_nothing(
    province: FarEnd, ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path, "noi-khac")))
    with pytest.raises(Refused, match="line_down"):
        Server(province.address, "the-cua-tinh", ours).hand(envelope())
    assert province.bodies == []
