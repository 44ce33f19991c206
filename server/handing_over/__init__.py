"""Handing over: an officer moves or leaves, and each thing he had has somebody (DOMAIN AR-04)."""

from flask import Flask

from server.handing_over import party_pages, routes


def install(app: Flask) -> None:
    routes.install(app)
    party_pages.install(app)
