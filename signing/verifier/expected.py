"""Check 13: those who had to sign have signed, in this order, and nobody else (DOMAIN §7.2)."""

from signing.profiles import is_archive
from signing.verifier.seen import Whole


def foreign(whole: Whole) -> list[str]:
    """Fields signed by nobody who is expected; archive stamps have names of their own."""
    strangers = [field for field, kind in whole.made if kind == "other"]
    stamps = [one.field for one in whole.signatures if one.kind == "timestamp"]
    return strangers + [field for field in stamps if not is_archive(field)]


def missing(whole: Whole) -> list[str]:
    made = whole.made
    return [field for field, kind in whole.profile.signatures if (field, kind) not in made]


def order(whole: Whole) -> list[str]:
    """SIG-01: every person before every seal, each in the order of the agencies; a list of handing
    over its parties confirm as they come to it."""
    if not whole.profile.in_turn:
        return []
    expected = list(whole.profile.signatures)
    known = [one for one in whole.made if one in expected]
    return [""] if known != [one for one in expected if one in known] else []
