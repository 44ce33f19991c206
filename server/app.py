"""create_app(): the office with its rooms open; web, worker, command and test call it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, has_request_context, request, session
from flask_babel import Babel
from sqlalchemy.orm import configure_mappers

from server import (
    absences,
    account,
    addresses,
    admin,
    api,
    auditing,
    breakdown,
    built,
    catalogue,
    courtesy,
    exporting,
    habits,
    handing_over,
    health,
    home,
    hush,
    jobs,
    lasting,
    leave_furniture_alone,
    packing,
    pages,
    pool,
    refusals,
    reorganising,
    reports,
    schedule,
    search,
    sockets,
)
from server.absences.door import open_absences
from server.admin.neighbours.door import open_neighbours
from server.archive import routes as archive
from server.archive.door import open_casefiles
from server.auditing.access_door import open_access
from server.auditing.door import open_audit, open_own_log
from server.auditing.number_door import open_numbers
from server.config import Settings, load
from server.counted import counted
from server.database import db, engine_options
from server.documents import directory
from server.documents.earlier import routes as earlier
from server.documents.incoming import routes as incoming
from server.documents.layout import routes as layout
from server.documents.outgoing import routes as outgoing
from server.documents.tasks import routes as tasks
from server.door import routes as door
from server.door import visitor
from server.door.sessions import RowSessions
from server.duty import routes as duty
from server.exchange import routes as exchange
from server.exchange.aside_door import open_aside
from server.exchange.delivery_door import open_deliveries
from server.exchange.door import open_gateway
from server.exchange.trouble_door import open_troubles
from server.exchange.waiting_door import open_waiting
from server.exporting.door import open_exports
from server.files import configure, kept_secret
from server.files.strongbox import Strongbox
from server.habits.door import open_habits
from server.habits.follow_door import open_following_doors
from server.habits.phrase_door import open_phrases
from server.habits.talk_door import open_remarks
from server.handing_over.door import open_handovers
from server.home.volume_door import open_volumes
from server.lasting.door import open_lasting
from server.ledger import board, witness_door
from server.ledger.door import open_ledger
from server.ledger.verifying import routes as ledger
from server.mail import routes as mail
from server.meetings import routes as meetings
from server.meetings.door import open_meetings
from server.office import open_office
from server.reorganising.door import open_agency_handovers
from server.reports.door import open_reports
from server.scanbox import routes as scanbox
from server.schedule.door import open_schedules
from server.search.door import open_search
from server.standby import STANDBY

configure_mappers()
"""Every room's tables are known by now: what they know of each other is worked out once, and the
parts of an office, which are forked from whoever imported this, share it."""

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "static" / "dist"
FONTS = ROOT / "build" / "fonts"
MOST_BYTES = 200 * 1024 * 1024
"""A whole request (DOMAIN §8.7)."""

COUNTERS = (
    open_gateway, open_deliveries, open_troubles, open_aside, open_neighbours, open_waiting,
    open_lasting, open_ledger, open_meetings, open_search,
    open_volumes, open_audit, open_own_log, open_access,
    open_casefiles, open_handovers, open_agency_handovers, open_schedules, open_habits,
    open_absences,
    open_following_doors, open_remarks, open_phrases, open_exports, open_reports,
    open_numbers,
)  # fmt: skip
"""What each room opens to programs, beside the papers' own doors."""

POLICY = "; ".join(
    (
        "default-src 'none'", "base-uri 'none'", "form-action 'self'", "frame-ancestors 'self'",
        "object-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'",
        "img-src 'self' data: blob:", "media-src 'self'", "font-src 'self'",
        "connect-src 'self' {agent}",
        "worker-src 'self'", "frame-src 'self'", "manifest-src 'self'",
    )
)  # fmt: skip
"""No inline script or style (FRONTEND §3); wasm for JPEG 2000 and JBIG2 scans; the sound of a case
file is played (CF-04). The agent of a signer's token, on his own machine, is all that is spoken to
besides."""


class House(Flask):
    """Flask, in which nobody is asynchronous: it would ask that of a dozen hooks at each request,
    which is a twentieth of a short one."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        return func

    def send_static_file(self, filename: str) -> Response:
        """What the build made, packed as it lies there."""
        return packing.built(super().send_static_file, ROOT / "static", filename)


def create_app(settings: Settings | None = None, **config: object) -> Flask:
    """Open the office. `config` overrides Flask's settings, as the tests do."""
    settings = settings or load()
    settings.home.mkdir(parents=True, exist_ok=True)
    app = House(
        "server",
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        instance_path=str(settings.home.absolute()),
    )
    app.session_interface = RowSessions()
    move_in(app, settings, **config)
    db.init_app(app)
    babel = Babel(app, locale_selector=_language, default_timezone="Asia/Ho_Chi_Minh")
    catalogue.install(app, babel)
    visitor.install(app)
    addresses.install(app)
    refusals.install(app)
    breakdown.install(app)
    health.install(app)
    api.install(app, *COUNTERS)
    _open_rooms(app)
    built.furnish(app.jinja_env, DIST / "manifest.json")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["counted"] = counted
    app.after_request(_guard)
    packing.install(app)
    courtesy.install(app)
    sockets.install(app, settings)  # last: it wraps the finished application
    leave_furniture_alone()
    return app


def move_in(app: Flask, settings: Settings, **config: object) -> None:
    """All of an application that depends on where its office lies, its database excepted."""
    app.config.from_mapping(_config(settings))
    app.config.from_mapping(config)
    open_office(settings, FONTS)
    hush.lies_in(settings.home.absolute())
    pool.spare(None)
    box = Strongbox(settings.home.absolute())
    configure(settings.storage, box).shelf.open()
    jobs.install(app, settings)


def _standby(settings: Settings) -> dict[str, Any]:
    """What only counts is asked there (`server/standby.py`)."""
    if not settings.standby:
        return {}
    return {STANDBY: {"url": settings.standby, **engine_options(settings.standby)}}


def _open_rooms(app: Flask) -> None:
    """The pages, room by room, each by its own `install`."""
    papers = (incoming, outgoing, directory, earlier, tasks, layout, scanbox, exchange)
    log = (ledger, board, witness_door)
    rooms = (
        account, admin, archive, lasting, *log, search, mail, auditing, meetings, reorganising,
        handing_over, schedule, reports, habits, absences, duty, exporting,
    )  # fmt: skip
    for room in (pages, door, home, *papers, *rooms):
        room.install(app)


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": kept_secret(settings.home.absolute() / "secret", 48),
        "SETTINGS": settings,
        "SQLALCHEMY_DATABASE_URI": settings.database,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database),
        "SQLALCHEMY_BINDS": _standby(settings),
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "POLICY": POLICY.format(agent=settings.agent),
        "MAX_CONTENT_LENGTH": MOST_BYTES,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "MAX_FORM_PARTS": 2000,
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https://"),
        "BABEL_DEFAULT_LOCALE": "vi",
    }


def _language() -> str:
    """Vietnamese first; English for whoever chose it: in the worker nobody has."""
    return "en" if has_request_context() and session.get("lang") == "en" else "vi"


def _guard(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", current_app.config["POLICY"])
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("Permissions-Policy", "camera=(self), microphone=(self)")
    if request.path.startswith("/static/dist/"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
