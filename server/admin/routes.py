"""Opens the administrator's room: its pages, and what it does at night."""

from flask import Flask

from server.admin import jobs, mandate_pages, pending_pages, people_pages, place_pages
from server.admin.doors import room

__all__ = ["install", "jobs", "mandate_pages", "pending_pages", "people_pages", "place_pages"]


def install(app: Flask) -> None:
    app.register_blueprint(room)
