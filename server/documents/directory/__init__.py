"""The directory as one looks into it while typing: recipients, agencies, issuers.

A province has five thousand agencies outside, and a page that carried them all would be 220 KB
(PEERS.md §2, wish 6): it carries what was chosen, and asks for the rest by a few letters.
"""

from flask import Flask

from server.documents.directory import routes


def install(app: Flask) -> None:
    app.register_blueprint(routes.room)
