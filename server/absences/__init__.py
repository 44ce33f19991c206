"""Absences: who is away, and who has what comes to him meanwhile (DOMAIN §2.1)."""

from flask import Flask

from server.absences import pages


def install(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(pages.room)
