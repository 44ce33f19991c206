"""Opens the administrator's room: its pages, and what it does at night."""

from flask import Flask

from server.admin import jobs, kind_pages, mail_pages, template_pages
from server.admin.days import calendar_pages, hours_pages
from server.admin.doors import room
from server.admin.keys import pages as key_pages
from server.admin.neighbours import aside_pages, waiting_pages
from server.admin.neighbours import pages as neighbour_pages
from server.admin.organisation import agency_pages, body_pages, place_pages, vote_rule_pages
from server.admin.staff import (
    lock_pages,
    looked_up,
    mandate_pages,
    pending_pages,
    people_pages,
    position_pages,
)
from server.admin.workbook import pages as import_pages

ROOMS = (
    agency_pages, aside_pages, body_pages, calendar_pages, hours_pages, import_pages, jobs,
    key_pages, kind_pages, lock_pages, looked_up, mail_pages, mandate_pages, neighbour_pages,
    pending_pages, people_pages, place_pages, position_pages, template_pages,
    vote_rule_pages, waiting_pages,
)  # fmt: skip
"""Whoever is named here has put up its doors."""


def install(app: Flask) -> None:
    app.register_blueprint(room)
