"""Opens the administrator's room: its pages, and what it does at night."""

from flask import Flask

from server.admin import (
    agency_pages,
    aside_pages,
    body_pages,
    calendar_pages,
    hours_pages,
    import_pages,
    jobs,
    key_pages,
    kind_pages,
    lock_pages,
    looked_up,
    mail_pages,
    mandate_pages,
    neighbour_pages,
    pending_pages,
    people_pages,
    place_pages,
    position_pages,
    template_pages,
)
from server.admin.doors import room

ROOMS = (
    agency_pages, aside_pages, body_pages, calendar_pages, hours_pages, import_pages, jobs,
    key_pages, kind_pages, lock_pages, looked_up, mail_pages, mandate_pages, neighbour_pages,
    pending_pages, people_pages, place_pages, position_pages, template_pages,
)  # fmt: skip
"""Whoever is named here has put up its doors."""


def install(app: Flask) -> None:
    app.register_blueprint(room)
