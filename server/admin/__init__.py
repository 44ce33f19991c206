"""Administration: people, posts, mandates, absences; every change in history and ledger."""

from flask import Flask

from server.admin import routes


def install(app: Flask) -> None:
    routes.install(app)
