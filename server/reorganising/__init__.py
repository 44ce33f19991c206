"""Reorganisation: agencies merge and split at a midnight, and their work goes on (DOMAIN §2.5)."""

from flask import Flask

from server.reorganising import (  # noqa: F401  (its doors)
    again_pages,
    ahead_pages,
    came_pages,
    minutes_pages,
    part_pages,
    routes,
    work_pages,
)


def install(app: Flask) -> None:
    routes.install(app)
    minutes_pages.install(app)
