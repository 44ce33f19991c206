"""Reorganisation: agencies merge and split at a midnight, and their work goes on (DOMAIN §2.5)."""

from flask import Flask

from server.reorganising import minutes_pages, part_pages, routes, work_pages  # noqa: F401  (its doors)


def install(app: Flask) -> None:
    routes.install(app)
    minutes_pages.install(app)
