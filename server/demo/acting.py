"""Whoever of the demo's people is to act, by account."""

from server.org.actor import Actor
from server.org.queries import actor_of, person_by_account


def acting(account: str) -> Actor:
    """In the main post of today."""
    person = person_by_account(account)
    assert person is not None, account
    return actor_of(person)
