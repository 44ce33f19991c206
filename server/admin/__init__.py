"""Administration: agencies, people, posts, mandates, keys, days; each change in the log."""

from flask import Flask

from server import pages
from server.admin import queries, routes
from server.admin.staff import founding_pages


def install(app: Flask) -> None:
    routes.install(app)
    founding_pages.install(app)
    for name in ("people", "pending"):
        pages.badge(name, queries.to_settle)
