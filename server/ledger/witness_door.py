"""POST /witness/<code>/add-checkpoint: another house's log asks for a countersignature.

C2SP tlog-witness: the log's own signature is all that is asked of the caller; statuses and bodies
are those of that text, so that any log of that kind may ask, and any tool for it be used.
"""

from flask import Blueprint, Flask, Response, request

from server.clock import now
from server.ledger import asking
from server.ledger.verifying.routes import limiter
from signing.witnessing import Asked, WitnessRefused
from workflows import Refused

MOST = 16 * 1024
"""Bytes of a question: 63 hashes, a head, and the lines of a hundred other witnesses."""

STATUSES = {
    "malformed": 400,
    "shrunk": 400,
    "not_signed": 403,
    "unknown_log": 404,
    "other_size": 409,
    "other_root": 409,
    "contradiction": 422,
}
OFTEN = "120 per minute"

public = Blueprint("witness", __name__)


def install(app: Flask) -> None:
    app.register_blueprint(public)


@public.post("/witness/<code>/add-checkpoint")
@limiter.limit(OFTEN)
def add_checkpoint(code: str) -> Response:
    """The line, once the head was seen to continue the last one that this witness signed."""
    witness = next((one for one in asking.here().values() if one.folder.name == code), None)
    if witness is None:
        raise Refused("not_found")
    request.max_content_length = MOST
    body = request.get_data().decode("utf-8", "replace")
    try:
        return _plain(witness.countersign(Asked.parse(body), int(now().timestamp())), 200)
    except WitnessRefused as no:
        if no.reason == "other_size":
            answer = _plain(f"{no.size}\n", 409)
            answer.content_type = "text/x.tlog.size"
            return answer
        return _plain(f"{no.reason}\n", STATUSES[no.reason])


def _plain(text: str, status: int) -> Response:
    return Response(text, status, content_type="text/plain; charset=utf-8")
