"""To the issuer of single sign-on, and back from it (CONGSO_OIDC_ISSUER)."""

from collections.abc import Callable

from flask import session
from flask.typing import ResponseReturnValue

from server.account.doors import room
from server.account.single_sign_on import person_of
from server.answers import ANSWERS, words_of
from server.database import db
from server.door import half, oidc
from server.door.half import next_page
from server.door.routes import login_page
from workflows import Refused


@room.get("/login/oidc", endpoint="oidc_leave")
def leave() -> ResponseReturnValue:
    """A link and no form: a page may send forms to this office alone."""
    if not oidc.is_on():
        raise Refused("oidc_is_off")
    return _or_door(lambda: oidc.leave(next_page()))


@room.get("/login/oidc/back", endpoint="oidc_back")
def back() -> ResponseReturnValue:
    """Who came stands where somebody stands whose password fitted."""
    if not oidc.is_on():
        raise Refused("oidc_is_off")

    def arrive() -> ResponseReturnValue:
        claims, wanted = oidc.returned()
        return half.arrive(person_of(claims).id, wanted, outside=True)

    return _or_door(arrive)


@room.get("/login/oidc/out", endpoint="oidc_out")
def out() -> ResponseReturnValue:
    """Out there too: on a machine that several share, the button would let the next one in as who
    was here before. A link, for a page may send forms to this office alone."""
    if not oidc.is_on():
        raise Refused("oidc_is_off")
    return _or_door(oidc.sign_out_there)


def _or_door(act: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """A no is said at the door, where account and password still open."""
    try:
        return act()
    except Refused as no:
        db.session.rollback()
        session["door"] = "open"
        return login_page(error=words_of(no.reason, no.said)), ANSWERS[no.reason].status
