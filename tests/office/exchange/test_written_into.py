"""Somebody wrote into an envelope after it was signed: Lan reads it, and decides (§8.8, 4)."""

import base64

import pytest
from flask import Flask

from server.documents.incoming.judging import judge
from server.exchange.reading import WRITTEN_INTO
from tests.cast import Cast
from tests.office.exchange.letters import answered, attachment, envelope, hand_in, papers
from tests.office.papers import ok
from tests.signing.test_xmldsig import DSIG, EXCLUSIVE, RSA, by_rsa, canonical, certificate, written

INSIDE = written("rsa-sha256", EXCLUSIVE)
VALUE = base64.b64encode(by_rsa(canonical(INSIDE, EXCLUSIVE))).decode()


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def signed(pdf: bytes, shown: str = INSIDE) -> bytes:
    """The letter under the signature of its sender's system."""
    said = (
        f'<ds:Signature xmlns:ds="{DSIG}"><ds:SignedInfo>{shown}</ds:SignedInfo>'
        f"<ds:SignatureValue>{VALUE}</ds:SignatureValue><ds:KeyInfo><ds:X509Data>"
        f"<ds:X509Certificate>{certificate(RSA)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        "</ds:Signature>"
    )
    body = envelope(attachments=[attachment(pdf, "cv.pdf")])
    return body.replace(b"</TraceHeaderList>", b"</TraceHeaderList>" + said.encode())


def test_lan_returns_it_with_02_though_the_signatures_on_the_file_hold(
    cast: Cast, sealed_pdf: bytes
) -> None:
    bent = signed(sealed_pdf, written("rsa-sha256", EXCLUSIVE, digest="BBBB"))
    assert hand_in(cast.lan, bent).status_code == 202
    judge()
    assert cast.lan.sees("/incoming/1")["verdict"] == "INDETERMINATE"
    assert WRITTEN_INTO in papers()[0].note
    assert cast.lan.does("/incoming/1", "register").status_code == 422
    ok(cast.lan.does("/incoming/1", "return", {"code": "BAD_SIGNATURE", "reason": "Bị sửa"}))
    assert answered() == ["01", "02"]


def test_one_that_holds_changes_no_verdict_and_is_never_called_valid(
    cast: Cast, sealed_pdf: bytes
) -> None:
    hand_in(cast.lan, signed(sealed_pdf))
    judge()
    assert cast.lan.sees("/incoming/1")["verdict"] == "VALID"
    assert "phong bì" not in papers()[0].note
    ok(cast.lan.does("/incoming/1", "register"))


def test_of_one_whose_syntax_had_to_be_mended_nothing_is_said(
    cast: Cast, sealed_pdf: bytes
) -> None:
    bent = signed(sealed_pdf, written("rsa-sha256", EXCLUSIVE, digest="BBBB"))
    hand_in(cast.lan, bent.replace(b"<Subject>", b'<Subject xlink:href="a">'))
    judge()
    assert cast.lan.sees("/incoming/1")["verdict"] == "VALID"
    assert WRITTEN_INTO not in papers()[0].note
