"""Administration: people, posts, mandates, absences; every change in history and ledger."""

from flask import Flask

from server import pages
from server.admin import founding_pages, queries, routes


def install(app: Flask) -> None:
    routes.install(app)
    founding_pages.install(app)
    for name in ("people", "pending"):
        pages.badge(name, queries.waiting)
