"""One's own account: password, second factors, sessions; and the steps between door and desk."""

from flask import Flask

from server.account import (
    entry_pages,
    mark_pages,
    oidc_pages,
    pages,
    passkey_pages,
    still_pages,
)
from server.account.doors import room

__all__ = [
    "entry_pages",
    "install",
    "mark_pages",
    "oidc_pages",
    "pages",
    "passkey_pages",
    "still_pages",
]


def install(app: Flask) -> None:
    app.register_blueprint(room)
