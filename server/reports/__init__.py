"""Reports: what came in and how it was handled, by period, unit, type and urgency (DOMAIN §13)."""

from flask import Flask

from server.reports import board_pages, pages


def install(app: Flask) -> None:
    for room in (pages.room, board_pages.room):
        app.register_blueprint(room)
