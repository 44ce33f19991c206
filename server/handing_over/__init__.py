"""Handing over: an officer moves or leaves, and each thing he had has somebody (DOMAIN AR-04)."""

from flask import Flask

from server.handing_over import party_pages, routes, term_pages  # noqa: F401  (its doors and its round)


def install(app: Flask) -> None:
    routes.install(app)
    party_pages.install(app)
