"""argon2id, at the weight OWASP names; a hash costs about 50 ms (SPEED §1e)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher(time_cost=1, memory_cost=46 * 1024, parallelism=1)


def hashed(password: str) -> str:
    return _hasher.hash(password)


def fits(password: str, stored: str) -> bool:
    """Whether the password is the stored one's; a stored text that is no hash fits nothing."""
    try:
        return _hasher.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


NOBODY = hashed("nobody has this password")
"""Compared where the account is unknown, so that the answer takes as long."""
