"""Second factors: an authenticator's six figures, passkeys, and codes on paper for a lost one."""

import secrets
from urllib.parse import quote

import pyotp
import segno
from flask import current_app
from sqlalchemy import select, update

from server.clock import now
from server.database import db
from server.door.models import Factor, RecoveryCode
from server.door.services import digest
from server.org import queries
from signing import unwrap, wrap

TOTP, PASSKEY = "totp", "passkey"
DEMANDS = {"": frozenset[str](), "any": frozenset((TOTP, PASSKEY)), PASSKEY: frozenset((PASSKEY,))}
"""What a post may demand (`Position.second_factor`), and the kinds that meet it."""

CODES = 10
LETTERS = "abcdefghkmnpqrstuvwxyz23456789"
PURPOSE = "second factor"
STEP = 30


def has_any(person_id: int) -> bool:
    """Whether a second factor is set up."""
    mine = select(Factor.id).where(Factor.person_id == person_id, Factor.ended_at.is_(None))
    return db.session.scalar(mine.limit(1)) is not None


def accepted(person_id: int) -> frozenset[str]:
    """The kinds that every post of today takes; none where no post demands one."""
    demanded = {post.position.second_factor for post in queries.posts_of(person_id)} - {""}
    kinds = [DEMANDS[one] for one in demanded]
    return frozenset.intersection(*kinds) if kinds else frozenset()


def lacks(person_id: int, without: Factor | None = None) -> bool:
    """Whether a post of today demands a kind that this person has not (were `without` gone)."""
    wanted = accepted(person_id)
    held = {one.kind for one in of(person_id) if one is not without}
    return bool(wanted) and not wanted & held


def counting(person_id: int) -> frozenset[str]:
    """The kinds that this person may sign in with now: those that a post takes, if he has one."""
    held = frozenset(one.kind for one in of(person_id))
    return held & accepted(person_id) or held


def of(person_id: int, kind: str = "") -> list[Factor]:
    """A person's factors in use, the oldest first."""
    mine = select(Factor).where(Factor.person_id == person_id, Factor.ended_at.is_(None))
    mine = mine.where(Factor.kind == kind) if kind else mine
    return list(db.session.scalars(mine.order_by(Factor.id)))


def fresh_secret() -> str:
    return pyotp.random_base32()


def picture(secret: str, account: str) -> str:
    """The QR code for an authenticator, as an image that stands in the page."""
    link = pyotp.TOTP(secret).provisioning_uri(name=quote(account), issuer_name="Cong So")
    return segno.make(link, error="m").svg_data_uri(scale=5, border=2)


def keep_totp(person_id: int, secret: str, name: str) -> Factor:
    """Write down an authenticator whose first code fitted; a step."""
    locked = wrap(secret, _key(), PURPOSE)
    row = Factor(person_id=person_id, kind=TOTP, name=name, secret=locked, created_at=now())
    row.counter = _step()
    db.session.add(row)
    db.session.flush()
    return row


def fits_secret(secret: str, code: str) -> bool:
    """Whether a code belongs to a secret that is just being set up."""
    return pyotp.TOTP(secret).verify(code, for_time=now(), valid_window=1)


def take_totp(person_id: int, code: str) -> Factor | None:
    """The authenticator whose code this is, used up: the same code never fits again; a step."""
    said = code.encode()
    for row in of(person_id, TOTP):
        clock = pyotp.TOTP(unwrap(row.secret, _key(), PURPOSE))
        for step in (_step() - 1, _step(), _step() + 1):
            fits = secrets.compare_digest(clock.generate_otp(step).encode(), said)
            if step > row.counter and fits:
                row.counter, row.used_at = step, now()
                return row
    return None


def take_code(person_id: int, code: str) -> bool:
    """Use up a code from the paper; a step."""
    said = code.strip().lower().replace("-", "").replace(" ", "")
    mine = (RecoveryCode.digest == digest(f"{person_id}:{said}"), RecoveryCode.used_at.is_(None))
    taken = update(RecoveryCode).where(*mine).values(used_at=now())
    return db.session.scalar(taken.returning(RecoveryCode.person_id)) == person_id


def fresh_codes(person_id: int) -> list[str]:
    """Ten new codes, shown once; those of before count no more; a step."""
    old = update(RecoveryCode).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    db.session.execute(old.values(used_at=now()))
    codes = ["".join(secrets.choice(LETTERS) for _ in range(10)) for _ in range(CODES)]
    for code in codes:
        row = RecoveryCode(digest=digest(f"{person_id}:{code}"), person_id=person_id)
        db.session.add(row)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def codes_left(person_id: int) -> int:
    mine = select(RecoveryCode.digest).where(
        RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None)
    )
    return len(list(db.session.scalars(mine)))


def _step() -> int:
    return int(now().timestamp()) // STEP


def _key() -> str:
    return str(current_app.config["SECRET_KEY"])
