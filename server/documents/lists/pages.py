"""What a page shows of a list: the form of a key with what exactly it signs, and the signed file."""

from typing import Any

from flask import Response, send_file

from server.database import db
from server.documents.lists.models import SignedList
from server.documents.lists.signing import STEP
from server.documents.outgoing.signatures import signing_pages
from server.documents.sheets import No
from server.files import store
from server.org.actor import Actor
from server.org.models import Person
from server.signatures.keys import key_of
from workflows import Refused


def form_for(
    actor: Actor, row: SignedList, at: tuple[str, int], seen: tuple[str, str], no: No | None
) -> dict[str, Any]:
    """`at`: the room, and the id there of what the list is of; `seen`: what its file is called, and
    as what he signs. The room adds where the form goes and what its button says."""
    key = key_of(db.session.get_one(Person, actor.person_id))
    name, how = seen
    file = signing_pages.Signed(name, row.pages, row.file_sha256, how)
    signs = signing_pages.what_is_signed(actor, key, file)
    return signing_pages.act_of(*at, STEP, key, no) | {"signs": signs}


def file_of(row: SignedList | None, name: str) -> Response:
    if row is None:
        raise Refused("not_found")
    path = store().path(row.file_sha256)
    return send_file(path, mimetype="application/pdf", download_name=name, max_age=0)
