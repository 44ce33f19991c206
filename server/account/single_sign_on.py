"""Who it is that an issuer of single sign-on lets in: linked once by name, then by his subject."""

from sqlalchemy import select

from server.account.services import oneself
from server.audit.changes import changed
from server.clock import now
from server.database import db, transaction
from server.door import oidc
from server.door.models import OutsideIdentity
from server.org import queries
from server.org.models import Person
from workflows import Refused


def person_of(claims: oidc.Claims) -> Person:
    """The person linked to this subject; at the first time the account that the claim names.

    Raises `oidc_not_here`, `oidc_is_another`, `oidc_says_no_name`.
    """
    known = {"issuer": str(claims["iss"]), "subject": str(claims["sub"])}
    with transaction() as session:
        row = session.scalar(select(OutsideIdentity).filter_by(**known))
        person = session.get_one(Person, row.person_id) if row else _link(claims, known)
        if not person.active or not queries.posts_of(person.id):
            raise Refused("oidc_not_here", account=person.account)
    return person


def _link(claims: oidc.Claims, known: dict[str, str]) -> Person:
    account = _account(claims)
    person = queries.person_by_account(account)
    if person is None:
        raise Refused("oidc_not_here", account=account)
    if db.session.get(OutsideIdentity, (known["issuer"], person.id)) is not None:
        raise Refused("oidc_is_another", account=account)
    db.session.add(OutsideIdentity(**known, person_id=person.id, since=now()))
    words = f"Gắn {account} với đăng nhập một lần của {known['issuer']}"
    changed(oneself(person), "identity_linked", f"person/{person.id}", words)
    return person


def _account(claims: oidc.Claims) -> str:
    """An address counts only where the issuer says that he saw whose it is."""
    name = oidc.claim()
    said = claims.get(name)
    if not isinstance(said, str) or not said.strip():
        raise Refused("oidc_says_no_name", claim=name)
    if name == "email" and claims.get("email_verified") is not True:
        raise Refused("oidc_says_no_name", claim="email_verified")
    return said.strip().lower()
