"""argon2id, at the weight OWASP names; a hash costs about 50 ms (SPEED §1e)."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.words import fold
from workflows import Refused

LEAST = 10
TOO_PLAIN = frozenset(
    (
        "1234567890", "0123456789", "12345678910", "abcdefghij", "qwertyuiop", "matkhau123",
        "password123", "congso1234", "vietnam123", "anhyeuem123", "iloveyou123", "hoasennothangsau",
    )
)  # fmt: skip
"""What is tried first everywhere."""

_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)


def hashed(password: str) -> str:
    return _hasher.hash(password)


def require_strong(password: str, account: str, field: str = "password") -> None:
    """Long, not the account's name, not one letter over and over, not what everybody tries.

    No capitals or signs are demanded: length is what helps, and a sentence is easily kept.
    """
    plain = fold(password).replace(" ", "")
    stem = account.partition(".")[0]
    weak = len(password) < LEAST or account in password or len(set(plain)) < 4
    if weak or plain in TOO_PLAIN or plain.strip("0123456789!@#.") == fold(stem):
        raise Refused("weak_password", field, least=LEAST)


def fits(password: str, stored: str) -> bool:
    """Whether the password is the stored one's; a stored text that is no hash fits nothing."""
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def nobody() -> str:
    """Compared where the account is unknown, so that the answer takes as long."""
    return hashed("nobody has this password")
