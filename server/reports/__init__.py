"""Reports: what came in, went out and was given to do, by period and unit; kept (DOMAIN §13)."""

from flask import Flask

from server.reports import (
    board_pages,
    closing,  # noqa: F401  (the worker's)
    kept_pages,  # noqa: F401  (doors of the same room)
    orders,  # noqa: F401  (the worker's)
    pages,
)


def install(app: Flask) -> None:
    for room in (pages.room, board_pages.room):
        app.register_blueprint(room)
