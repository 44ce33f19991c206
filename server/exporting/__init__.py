"""Getting out: everything that an agency owns, in open formats, for whoever comes after us."""

from flask import Flask

from server.exporting import routes


def install(app: Flask) -> None:
    routes.install(app)
