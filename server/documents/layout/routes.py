"""/layout: drop any PDF or DOCX and see what of thể thức it breaks; nothing is kept."""

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.answers import ANSWERS, words_of
from server.documents.layout.reading import check_file
from server.documents.layout.views import view
from server.door.gate import require_seat
from workflows import Refused

room = Blueprint("layout", __name__, url_prefix="/layout")
require_seat(room)


def install(app: Flask) -> None:
    app.register_blueprint(room)


@room.get("")
def ask() -> str:
    return render_template("layout/index.html")


@room.post("")
def check() -> ResponseReturnValue:
    """The file is read in a child, judged, shown and forgotten."""
    file = request.files.get("file")
    if file is None or not file.filename:
        error = _("Hãy chọn một tệp PDF hoặc DOCX.")
        return render_template("layout/index.html", error=error), 422
    try:
        checked = check_file(file.stream.read(), file.filename)
    except Refused as no:
        words = words_of(no.reason, no.said)
        return render_template("layout/index.html", error=words), ANSWERS[no.reason].status
    return render_template("layout/index.html", result=view(checked), name=file.filename[:200])
