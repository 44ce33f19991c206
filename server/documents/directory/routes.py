"""The door that a page asks while somebody types: /directory/…?q=."""

from collections.abc import Sequence

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from server import bars
from server.documents.directory import looking
from server.documents.directory.looking import Choice
from server.door.gate import require_seat
from server.door.visitor import current_actor
from workflows import Refused, Role
from workflows.outgoing import DRAFTERS

room = Blueprint("directory", __name__, url_prefix="/directory")
require_seat(room)


def _words() -> str:
    return bars.typed("q").get("q", "")


def _answer(found: Sequence[Choice]) -> ResponseReturnValue:
    return jsonify(found=[one._asdict() for one in found])


@room.get("/recipients")
def recipients() -> ResponseReturnValue:
    """Whom one may write to; `?group=` answers who is in that group, for a letter `about` it."""
    actor, said = current_actor(), bars.typed("group", "about")
    if not said.get("group"):
        return _answer(looking.recipients(actor, _words()))
    return _answer(looking.members(actor, said["group"], said.get("about", "")))


@room.get("/agencies")
def agencies() -> ResponseReturnValue:
    """Agencies of the directory, one's own too."""
    return _answer(looking.agencies(current_actor(), _words()))


@room.get("/issuers")
def issuers() -> ResponseReturnValue:
    """Names of issuers as the register of arrivals has them: for those who keep it."""
    actor = current_actor()
    if Role.CLERK not in actor.roles:
        raise Refused("wrong_role")
    return _answer(looking.issuers(actor, _words()))


@room.get("/leaders")
def leaders() -> ResponseReturnValue:
    """Who may sign for another agency: for those who draft."""
    actor = current_actor()
    if not DRAFTERS & actor.roles:
        raise Refused("wrong_role")
    return _answer(looking.leaders(actor, _words()))
