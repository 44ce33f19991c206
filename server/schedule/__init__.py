"""The weekly work schedule: what an agency's leaders do, day by day (DOMAIN §11.5)."""

from flask import Flask

from server.meetings.plan.clashes import BESIDE
from server.schedule import feed, routes, wanted


def install(app: Flask) -> None:
    routes.install(app)
    app.register_blueprint(feed.open_room)
    BESIDE[:] = [wanted.words_for]
