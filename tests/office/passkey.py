"""A passkey in Python: makes a key, answers as a browser does, and can be told to cheat."""

import hashlib
import json
import struct
from dataclasses import dataclass, field
from typing import Any

from cbor2 import dumps
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url as b64

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


@dataclass
class Passkey:
    """One key of one authenticator, bound to `host`; `count` goes up with each answer."""

    host: str = "congso.test"
    origin: str = "https://congso.test"
    number: bytes = b"\x07" * 16
    count: int = 0
    verified: int = VERIFIED
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    def made(self, options: dict[str, Any]) -> str:
        """The answer to "make a key": attestation `none`."""
        flags = PRESENT | self.verified | WITH_KEY
        held = self._head(flags) + bytes(16) + struct.pack(">H", len(self.number)) + self.number
        data = {"fmt": "none", "attStmt": {}, "authData": held + self._public()}
        client = self._client("webauthn.create", options)
        return self._answer({"clientDataJSON": b64(client), "attestationObject": b64(dumps(data))})

    def proves(self, options: dict[str, Any]) -> str:
        """The answer to "prove that you have it"."""
        self.count += 1
        held, client = self._head(PRESENT | self.verified), self._client("webauthn.get", options)
        signed = self.key.sign(held + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        said = {"clientDataJSON": client, "authenticatorData": held, "signature": signed}
        return self._answer({name: b64(value) for name, value in said.items()})

    def _head(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + struct.pack(">BI", flags, self.count)

    def _public(self) -> bytes:
        """COSE: an elliptic curve key, ES256, on P-256."""
        at = self.key.public_key().public_numbers()
        return dumps({1: 2, 3: -7, -1: 1, -2: at.x.to_bytes(32), -3: at.y.to_bytes(32)})

    def _client(self, what: str, options: dict[str, Any]) -> bytes:
        said = {"type": what, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(said | {"crossOrigin": False}).encode()

    def _answer(self, response: dict[str, str]) -> str:
        number = b64(self.number)
        said = {"id": number, "rawId": number, "type": "public-key", "response": response}
        return json.dumps(said | {"clientExtensionResults": {}})
