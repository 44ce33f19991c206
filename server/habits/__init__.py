"""Habits: what makes the daily work of one office shorter; groups, phrases."""

from flask import Flask

from server.habits import group_pages, phrase_pages


def install(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(group_pages.room)
    app.register_blueprint(phrase_pages.room)
