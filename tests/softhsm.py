"""Tokens in software for the tests: SoftHSM 2, from Debian; each process has a folder of its own.

In CI it must be there (`.ci/softhsm` installs it); elsewhere the tests that need it say so (`-rs`).
"""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pkcs11
from asn1crypto.keys import PublicKeyInfo, RSAPublicKey
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_der_public_key
from pkcs11 import Attribute, KeyType, Mechanism
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key

from signing import demo
from signing import pkcs11 as cabinet_side
from tests.absent import absent

LIBRARY = next(
    (
        str(one)
        for one in map(Path, ("/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so"))
        if one.exists()
    ),
    "",
)
OFFICERS_PIN = "99999999"


def needed() -> None:
    """A test that needs a token is passed over without SoftHSM, and fails in CI."""
    if LIBRARY:
        return
    absent("no SoftHSM 2 on this machine: apt-get install -y softhsm2")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of this process, in one folder."""

    folder: Path

    @classmethod
    def begun(cls, folder: Path) -> "Tokens":
        """SoftHSM asks for its settings when it is first loaded, and then when it begins anew."""
        conf = folder / "softhsm2.conf"
        conf.write_text(f"directories.tokendir = {folder}\nlog.level = ERROR\n")
        os.environ["SOFTHSM2_CONF"] = str(conf)
        _begin_anew()
        return cls(folder)

    def plug_in(self, label: str, pin: str) -> None:
        self._tool(
            "--init-token", "--free", "--label", label, "--pin", pin, "--so-pin", OFFICERS_PIN
        )
        _begin_anew()

    def pull_out(self, label: str) -> None:
        self._tool("--delete-token", "--token", label)

    def labels(self) -> set[str]:
        _begin_anew()
        return {one.label for one in pkcs11.lib(LIBRARY).get_tokens()}

    def key(self, label: str, pin: str, name: str, authority: Path, *, rsa: int = 0) -> str:
        """A key made on the token, certified by the demo authority; its address comes back."""
        token = pkcs11.lib(LIBRARY).get_token(token_label=label)
        with token.open(rw=True, user_pin=pin) as session:
            key = _pair(session, rsa)
            certificate = demo._certificate(
                demo._name(name), _Public(key), demo._issuer(authority, "ca"), demo._signs()
            )
            _hang(session, certificate)
        return address(label)

    def _tool(self, *words: str) -> None:
        subprocess.run(["softhsm2-util", *words], check=True, capture_output=True)


def _begin_anew() -> None:
    """As if this process had only now loaded the library: no session of before counts."""
    cabinet_side._forget_module(LIBRARY)
    pkcs11.lib(LIBRARY).reinitialize()


def address(label: str, key: str = "khoa") -> str:
    return f"pkcs11:token={quote(label)};object={key}?module-path={LIBRARY}"


@dataclass(frozen=True, slots=True)
class _Public:
    """What the demo authority certifies of a key pair that it never sees."""

    der: bytes

    def public_key(self):
        return load_der_public_key(self.der)


def _pair(session, rsa: int) -> bytes:
    if rsa:
        public, _ = session.generate_keypair(KeyType.RSA, rsa, store=True, label="khoa", id=b"\x07")
        return x509_rsa(public)
    curve = encode_named_curve_parameters("secp256r1")
    parameters = session.create_domain_parameters(
        KeyType.EC, {Attribute.EC_PARAMS: curve}, local=True
    )
    public, _ = parameters.generate_keypair(
        mechanism=Mechanism.EC_KEY_PAIR_GEN, store=True, label="khoa", id=b"\x07"
    )
    return encode_ec_public_key(public)


def x509_rsa(public) -> bytes:
    return PublicKeyInfo.wrap(RSAPublicKey.load(encode_rsa_public_key(public)), "rsa").dump()


def _hang(session, certificate: x509.Certificate) -> None:
    session.create_object(
        {
            Attribute.CLASS: pkcs11.ObjectClass.CERTIFICATE,
            Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
            Attribute.TOKEN: True,
            Attribute.LABEL: "khoa",
            Attribute.ID: b"\x07",
            Attribute.SUBJECT: certificate.subject.public_bytes(),
            Attribute.VALUE: certificate.public_bytes(Encoding.DER),
        }
    )
