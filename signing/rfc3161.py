"""Time stamps of any RFC 3161 authority, each of them checked before it goes into a file."""

import asyncio
import base64
import datetime as dt
import hashlib
from collections.abc import AsyncGenerator
from typing import Any, ClassVar

from asn1crypto import cms, core, tsp
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.path import ValidationPath

from signing.asking import Line, Unreachable
from signing.cabinet import SealFailed
from signing.outside import Outside
from signing.revocation import asking_context
from signing.verifier.trust import Trust

ROOM = 12_000
"""Bytes that are kept free for a token: what its certificates weigh is not known before."""

OFF = dt.timedelta(minutes=5)
"""The most that an authority's clock and ours may differ: one of the two lies."""

_HEAD = {
    "Content-Type": "application/timestamp-query",
    "Accept": "application/timestamp-reply",
}

_UNFIT = {
    AdESFailure.REVOKED: "tsa_revoked",
    AdESIndeterminate.REVOKED_NO_POE: "tsa_revoked",
    AdESIndeterminate.REVOKED_CA_NO_POE: "tsa_revoked",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "tsa_expired",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "tsa_expired",
    AdESIndeterminate.EXPIRED: "tsa_expired",
}


class NoStamp(SealFailed):
    """There is no time stamp now; the signature is made without, and gets one later (LTV-01)."""


class OutsideTimeStamper(TimeStamper):
    """Asks once for each stamp and believes nothing: nonce, digest, clock, signer and status."""

    def __init__(self, outside: Outside, trust: Trust) -> None:
        super().__init__()
        self.outside, self.trust = outside, trust

    async def async_dummy_response(self, md_algorithm: str) -> cms.ContentInfo:  # noqa: ARG002
        """Room for a token; the authority is not asked for one that nobody keeps."""
        return cms.ContentInfo({"content_type": "data", "content": core.OctetString(bytes(ROOM))})

    async def validation_paths(
        self,
        validation_context: ValidationContext,  # noqa: ARG002
    ) -> AsyncGenerator[ValidationPath, None]:
        """None before there is a token; its proofs are added with the archive stamp."""
        none: tuple[ValidationPath, ...] = ()
        for one in none:
            yield one

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        nonce, asked = self.request_cms(message_digest, md_algorithm)
        line = Line()
        try:
            said = line.ask(self.outside.tsa_url, asked.dump(), _HEAD | self._credentials())
        except Unreachable as failed:
            raise NoStamp(f"tsa_{failed.reason}") from None
        try:
            token = _granted(said)
            _refuse_other(token, nonce, asked)
            found = await validate_tst_signed_data(
                token["content"],
                asking_context(self.trust, line, mode="soft-fail"),
                lambda _algorithm: message_digest,
            )
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
            raise NoStamp("tsa_garbled") from None
        _refuse_unsound(found)
        return token

    def _credentials(self) -> dict[str, str]:
        if not self.outside.tsa_user:
            return {}
        pair = f"{self.outside.tsa_user}:{self.outside.tsa_secret}".encode()
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}


class Forgiving(TimeStamper):
    """The same within a signature: where there is no stamp the signature is made without (B-B).

    The key is asked once only: pyHanko leaves out an attribute that comes back empty.
    """

    def __init__(self, inner: OutsideTimeStamper) -> None:
        super().__init__()
        self.inner = inner

    async def async_dummy_response(self, md_algorithm: str) -> cms.ContentInfo:
        return await self.inner.async_dummy_response(md_algorithm)

    async def async_timestamp(
        self, message_digest: bytes, md_algorithm: str
    ) -> cms.ContentInfo | None:
        try:
            return await self.inner.async_timestamp(message_digest, md_algorithm)
        except NoStamp:
            return None


def try_out(outside: Outside, trust: Trust) -> None:
    """One stamp that nobody keeps, for whoever examines; raises `NoStamp`."""
    digest = hashlib.sha256(b"").digest()
    asyncio.run(OutsideTimeStamper(outside, trust).async_timestamp(digest, "sha256"))


class _Answer(core.Sequence):
    """RFC 3161 §2.4.2; asn1crypto's own takes a refusal, which has no token, for nonsense."""

    _fields: ClassVar = [
        ("status", tsp.PKIStatusInfo),
        ("time_stamp_token", cms.ContentInfo, {"optional": True}),
    ]


def _granted(said: bytes) -> cms.ContentInfo:
    answer = _Answer.load(said, strict=True)
    if answer["status"]["status"].native != "granted":
        raise NoStamp("tsa_refused")
    token: cms.ContentInfo = answer["time_stamp_token"]
    if len(token.dump()) > ROOM:
        raise NoStamp("tsa_huge")
    return token


def _refuse_other(token: cms.ContentInfo, nonce: int, asked: tsp.TimeStampReq) -> None:
    """The answer to this question and no other, by a clock that goes as ours does."""
    told = token["content"]["encap_content_info"]["content"].parsed
    if not isinstance(told, tsp.TSTInfo):
        raise NoStamp("tsa_garbled")
    if told["nonce"].native != nonce:
        raise NoStamp("tsa_other_nonce")
    if told["message_imprint"].dump() != asked["message_imprint"].dump():
        raise NoStamp("tsa_other_digest")
    if abs(told["gen_time"].native - dt.datetime.now(dt.UTC)) > OFF:
        raise NoStamp("tsa_clock")


def _refuse_unsound(found: dict[str, Any]) -> None:
    """Its own status may be unknown for now: without it the file is not called long-term."""
    if not (found["intact"] and found["valid"]):
        raise NoStamp("tsa_forged")
    problem = found["trust_problem_indic"]
    if problem is not None and problem != AdESIndeterminate.TRY_LATER:
        raise NoStamp(_UNFIT.get(problem, "tsa_untrusted"))
