"""Habits: what makes daily work shorter; groups, phrases, what one follows, remarks."""

from flask import Flask

from server.habits import group_pages, phrase_pages


def install(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(group_pages.room)
    app.register_blueprint(phrase_pages.room)
