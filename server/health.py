"""Whether the process is up, whether it can work, and its figures for a monitor."""

from math import nan

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from server import jobs, room_left, timekeeping
from server.database import db
from server.files import store
from server.office import office

_CLOCK = Gauge("congso_clock_off_seconds", "How far the clock is off the time server (CAL-11)")
_FREE = Gauge("congso_disk_free_bytes", "What the disk of the office's folder still takes")


def install(app: Flask) -> None:
    app.add_url_rule("/healthz", view_func=healthz)
    app.add_url_rule("/readyz", view_func=readyz)
    app.add_url_rule("/metrics", view_func=metrics)


def healthz() -> Response:
    return Response("ok\n", content_type="text/plain")


def readyz() -> Response:
    """Database, store and queue, one line each; 503 where one is not there."""
    found = {"database": _database(), "store": store().shelf.is_open(), "queue": jobs.hears()}
    lines = "".join(f"{name}: {'ok' if ok else 'down'}\n" for name, ok in found.items())
    return Response(lines, 200 if all(found.values()) else 503, content_type="text/plain")


def _database() -> bool:
    try:
        db.session.execute(text("SELECT 1 FROM jobs LIMIT 1"))
    except SQLAlchemyError:
        return False
    return True


def _off() -> float:
    """Not a number where nobody knows."""
    try:
        off = timekeeping.last_found()
    except SQLAlchemyError:
        return nan
    return nan if off is None else off


def metrics() -> Response:
    _CLOCK.set(_off())
    _FREE.set(room_left.left(office().home))
    return Response(generate_latest(), content_type=CONTENT_TYPE_LATEST)
