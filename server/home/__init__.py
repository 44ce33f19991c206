"""The front of the house: what waits for me, the lists, the registers, the bell, the live ear."""

from flask import Flask

from server.home import books, followed, lists, live, notices, routes, tasks, tombs, volume_pages


def install(app: Flask) -> None:
    """Open the rooms that everybody enters first."""
    for room in (routes, followed, lists, books, volume_pages, tombs, notices, tasks):
        app.register_blueprint(room.room)
    live.install(app)
