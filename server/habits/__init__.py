"""Habits: what makes the daily work of one office shorter; groups of recipients."""

from flask import Flask

from server.habits import group_pages


def install(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(group_pages.room)
