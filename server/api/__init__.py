"""API v1: the door for programs; the same services as the pages (CONTRACT §2)."""

from collections.abc import Callable

from flask import Flask, Response, jsonify

from server.api.batches import open_batches
from server.api.beside import open_beside
from server.api.bodies import open_bodies
from server.api.counter import Api, IdConverter, YearConverter
from server.api.earlier import open_earlier
from server.api.followed import open_jobs
from server.api.incoming import open_incoming
from server.api.layout import open_layout
from server.api.marks import open_marks
from server.api.office import open_office
from server.api.openapi import document
from server.api.outgoing import open_outgoing
from server.api.scans import open_scans
from server.api.several import open_several_doors
from server.api.tasks import open_tasks
from server.api.templates import open_templates
from server.api.tombstones import open_tombstones

PREFIX = "/api/v1"


def install(app: Flask, *rooms: Callable[[Api], None]) -> Api:
    """Open the counter, with the operations of the `rooms` beside it."""
    app.url_map.converters |= {"id": IdConverter, "year": YearConverter}
    api = Api("api", __name__, url_prefix=PREFIX)
    many = (open_batches, open_several_doors)
    papers = (open_incoming, open_outgoing, open_tasks, *many, open_layout, open_scans,
              open_earlier)  # fmt: skip
    office = (open_office, open_bodies, open_jobs, open_beside, open_templates, open_tombstones,
              open_marks)  # fmt: skip
    for open_room in (*papers, *office, *rooms):
        open_room(api)
    app.register_blueprint(api)
    app.extensions["api"] = api
    made: dict[str, object] = {}

    @app.get(f"{PREFIX}/openapi.json")
    def openapi() -> Response:
        """Made once, when it is first asked for: every operation stands by then."""
        if not made:
            made.update(document(api.operations, PREFIX))
        return jsonify(made)

    return api
