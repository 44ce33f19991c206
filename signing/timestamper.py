"""The office's own time-stamping authority (RFC 3161): ECDSA, own policy, serials from outside."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from copy import copy
from typing import Self

from asn1crypto import algos, cms, core, tsp, x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from pyhanko.sign.general import as_signing_certificate_v2, simple_cms_attribute
from pyhanko.sign.timestamps import TimeStamper

from signing.cabinet import SealFailed

POLICY = "1.3.6.1.4.1.57264.99.1"


class OwnTimeStamper(TimeStamper):
    """Stamps with a key kept in memory; every token takes the next of the serials handed in."""

    def __init__(
        self,
        key: EllipticCurvePrivateKey,
        certificate: x509.Certificate,
        chain: list[x509.Certificate],
        serials: tuple[int, ...] = (),
    ) -> None:
        super().__init__()
        self.key, self.certificate, self.chain = key, certificate, chain
        self.serials = list(serials)

    def with_serials(self, serials: Iterable[int]) -> Self:
        """The same authority for the next file; how large its tokens are, it knows already."""
        other = copy(self)
        other.serials = list(serials)
        return other

    async def async_dummy_response(self, md_algorithm: str) -> cms.ContentInfo:
        """A token of the right size for measuring; it takes no serial and leaves no file."""
        if md_algorithm not in self._dummy_response_cache:
            imprint = {
                "hash_algorithm": {"algorithm": md_algorithm},
                "hashed_message": bytes(hashlib.new(md_algorithm).digest_size),
            }
            request = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": 2**63})
            token = self.token(_info(request, 2**62, self.certificate))
            self._register_dummy(md_algorithm, token)
        return self._dummy_response_cache[md_algorithm]

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        if not self.serials:
            raise SealFailed("no_serial")
        granted = tsp.PKIStatusInfo({"status": "granted"})
        token = self.token(_info(req, self.serials.pop(0), self.certificate))
        return tsp.TimeStampResp({"status": granted, "time_stamp_token": token})

    def token(self, said: tsp.TSTInfo) -> cms.ContentInfo:
        """What the authority says, signed by it."""
        info = said.dump()
        signed = {
            "version": "v3",
            "digest_algorithms": cms.DigestAlgorithms((_sha256(),)),
            "encap_content_info": cms.EncapsulatedContentInfo(
                {"content_type": "tst_info", "content": cms.ParsableOctetString(info)}
            ),
            "certificates": [self.certificate, *self.chain],
            "signer_infos": [self._signer_info(info)],
        }
        made = {"content_type": "signed_data", "content": cms.SignedData(signed)}
        return cms.ContentInfo(made)

    def _signer_info(self, info: bytes) -> cms.SignerInfo:
        attributes = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute(
                    "signing_certificate_v2", as_signing_certificate_v2(self.certificate, "sha256")
                ),
                simple_cms_attribute("message_digest", hashlib.sha256(info).digest()),
            ]
        )
        issuer = {
            "issuer": self.certificate.issuer,
            "serial_number": self.certificate.serial_number,
        }
        return cms.SignerInfo(
            {
                "version": "v1",
                "sid": cms.SignerIdentifier("issuer_and_serial_number", issuer),
                "digest_algorithm": _sha256(),
                "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
                "signed_attrs": attributes,
                "signature": self.key.sign(attributes.dump(), ECDSA(hashes.SHA256())),
            }
        )


def _sha256() -> algos.DigestAlgorithm:
    return algos.DigestAlgorithm({"algorithm": "sha256"})


def _info(request: tsp.TimeStampReq, serial: int, certificate: x509.Certificate) -> tsp.TSTInfo:
    info = {
        "version": "v1",
        "policy": POLICY,
        "message_imprint": request["message_imprint"],
        "serial_number": serial,
        "gen_time": dt.datetime.now(dt.UTC).replace(microsecond=0),
        "accuracy": tsp.Accuracy({"seconds": 1}),
        "tsa": x509.GeneralName("directory_name", certificate.subject),
    }
    if request["nonce"] is not core.VOID and request["nonce"].native is not None:
        info["nonce"] = request["nonce"]
    return tsp.TSTInfo(info)
