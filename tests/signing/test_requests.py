"""Signed requests between servers: RFC 9421's own example, and whatever is otherwise is found."""

import base64
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_public_key,
)

from signing import Claim, NotSigned, fingerprint, make_request_key, require_digest, signed, tidy
from signing.requests import TAG, base

BODY = b"<edXML/>"
ASKED = {
    "@method": "POST",
    "@authority": "tinh.gov.vn",
    "@path": "/api/v1/gateway/edxml",
    "@query": "?",
    "content-type": "application/xml",
    "idempotency-key": "khoa",
}
RFC_KEY = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=
-----END PUBLIC KEY-----"""
RFC_PARAMS = (
    '("date" "@method" "@path" "@authority" "content-type" "content-length")'
    ';created=1618884473;keyid="test-key-ed25519"'
)
RFC_MADE = (
    "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw=="
)


def test_the_base_is_that_of_the_rfcs_own_example() -> None:
    """Appendix B.2.6."""
    values = {
        "date": "Tue, 20 Apr 2021 02:07:55 GMT", "@method": "POST", "@path": "/foo",
        "@authority": "example.com", "content-type": "application/json", "content-length": "18",
    }  # fmt: skip
    said = base(tuple(values), values, RFC_PARAMS)
    key = load_pem_public_key(RFC_KEY.encode())
    key.verify(base64.b64decode(RFC_MADE), said)
    with pytest.raises(InvalidSignature):
        key.verify(base64.b64decode(RFC_MADE), said.replace(b"/foo", b"/fou"))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    make_request_key(tmp_path / "keys" / "exchange.key")
    return tmp_path / "keys" / "exchange.key"


def came(place: Path, **other: str) -> dict[str, str]:
    """The header fields as they come, by names in small letters."""
    head = {name.lower(): text for name, text in signed(place, ASKED, BODY, 1700000000).items()}
    return head | {n: v for n, v in ASKED.items() if not n.startswith("@")} | other


def judged(place: Path, head: dict[str, str], asked: dict[str, str] = ASKED) -> Claim:
    claim = Claim.of(head)
    targets = {name: said for name, said in asked.items() if name.startswith("@")}
    claim.require(make_request_key(place), targets | claim.named(head))
    require_digest(head["content-digest"], BODY)
    return claim


def test_what_was_signed_holds_and_says_by_whom_and_when(place: Path) -> None:
    claim = judged(place, came(place))
    assert claim.key_id == fingerprint(make_request_key(place))
    assert (claim.created, len(claim.nonce)) == (1700000000, 24)
    assert judged(place, came(place)).nonce != claim.nonce
    assert place.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["@method", "@authority", "@path", "@query"])
def test_another_method_host_or_path_is_not_what_was_signed(place: Path, name: str) -> None:
    with pytest.raises(NotSigned, match="^signature$"):
        judged(place, came(place), ASKED | {name: "khac"})


@pytest.mark.parametrize("name", ["content-type", "idempotency-key", "content-digest"])
def test_another_header_is_not_what_was_signed(place: Path, name: str) -> None:
    with pytest.raises(NotSigned, match="^signature$"):
        judged(place, came(place, **{name: "khac"}))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("created=1700000000", "created=1700000001"),
        ('nonce="', 'nonce="x'),
        ('keyid="', 'keyid="0'),
    ],
)
def test_another_time_nonce_or_key_name_is_not_what_was_signed(place, old, new) -> None:
    head = came(place)
    head["signature-input"] = head["signature-input"].replace(old, new)
    with pytest.raises(NotSigned, match="^signature$"):
        judged(place, head)


def test_another_body_is_found_by_its_digest() -> None:
    said = "sha-256=:" + base64.b64encode(b"x" * 32).decode() + ":"
    for line in (said, "", "sha-512=:AAAA:"):
        with pytest.raises(NotSigned, match="^digest$"):
            require_digest(line, BODY)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (' "content-digest"', "", "incomplete"),
        (' "@path"', "", "incomplete"),
        (' "@path"', ' "@path" "@path"', "malformed"),
        (";created=1700000000", "", "incomplete"),
        (';keyid="', ';key="', "incomplete"),
        (';nonce="', ';no="', "incomplete"),
        ("ed25519", "hmac-sha256", "malformed"),
        (TAG, "khac", "malformed"),
        ("congso=", "congso= ", "malformed"),
        ("created=1700000000", 'created="hom nay"', "malformed"),
    ],
)
def test_what_covers_too_little_or_reads_two_ways_is_refused(place, old, new, reason) -> None:
    head = came(place)
    assert old in head["signature-input"]
    head["signature-input"] = head["signature-input"].replace(old, new)
    with pytest.raises(NotSigned, match=f"^{reason}$"):
        judged(place, head)


def test_a_header_that_was_signed_and_is_not_there_is_refused(place: Path) -> None:
    head = came(place)
    del head["idempotency-key"]
    with pytest.raises(NotSigned, match="^incomplete$"):
        judged(place, head)


@pytest.mark.parametrize("line", ["", "congso=:A:", "khac=:AAAA:", "congso=AAAA", "x" * 9000])
def test_a_signature_that_cannot_be_read_is_none(place: Path, line: str) -> None:
    with pytest.raises(NotSigned, match="^malformed$"):
        judged(place, came(place, signature=line))


def test_another_signature_beside_ours_disturbs_nobody(place: Path) -> None:
    head = came(place)
    head["signature-input"] = f'proxy=("@method");tag="proxy", {head["signature-input"]}'
    head["signature"] = f"proxy=:AAAA:, {head['signature']}"
    assert judged(place, head).created == 1700000000


def test_a_key_is_known_again_however_it_was_pasted(place: Path) -> None:
    public = make_request_key(place)
    assert tidy(f"\n  {public}\n\n") == public
    assert fingerprint(f"\n{public}") == fingerprint(public)


def test_only_an_ed25519_public_key_is_one() -> None:
    public = generate_private_key(SECP256R1()).public_key()
    other = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    for text in (other, "", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----"):
        with pytest.raises(NotSigned, match="^malformed$"):
            fingerprint(text)
