"""Tìm kiếm: every paper one may read, by words and by what is known of it; kept searches."""

from flask import Flask

from server.search import pages


def install(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(pages.room)
