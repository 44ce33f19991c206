"""The auditor's console: the signature log, one signature before a court, anomalies, the log."""

from flask import Flask

from server.auditing import (
    access_pages,  # noqa: F401
    anomaly_pages,  # noqa: F401
    entry_pages,  # noqa: F401
    home,  # noqa: F401
    number_pages,  # noqa: F401
    one,  # noqa: F401
    own_log,
    pages,
    report_pages,  # noqa: F401
)


def install(app: Flask) -> None:
    """Open the room, once every page has hung its door there."""
    app.register_blueprint(pages.room)
    app.register_blueprint(own_log.room)
