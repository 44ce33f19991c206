"""`bench page`: a busy official's first page against the same page from a list (aim ≤ 3.0)."""

from typing import Any

from flask import Flask, current_app, render_template
from flask_babel import Babel

from server.bench.figures import Figure, cpu_ms, in_turn
from server.bench.world import BUSY, office_with_work
from server.demo.acting import acting
from server.door.services import create_token
from server.home import routes
from server.pages import frame_of


def page(times: int = 40, rounds: int = 7) -> Figure:
    """CPU time of the whole request: session, rights, badges, fifty rows."""
    office_with_work()
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    token = create_token(BUSY)
    browser = app.test_client()
    said = {"Authorization": f"Bearer {token}"}

    def ask() -> None:
        answer = browser.get("/", headers=said)
        assert answer.status_code == 200

    bare, context = _bare_page(app)

    def render() -> None:
        with bare.test_request_context("/"):
            render_template("home/index.html", **context)

    ask()
    render()
    ours, floor = in_turn(lambda: cpu_ms(ask, times), lambda: cpu_ms(render, times), rounds)
    size = len(browser.get("/", headers=said).data)
    return Figure("page", round(ours, 3), round(floor, 3), "ms CPU", "≤ 3.0", {"bytes": size})


def _bare_page(app: Flask) -> tuple[Flask, dict[str, Any]]:
    """The same compiled template and the same fifty rows, from memory."""
    bare = Flask("bare", template_folder=app.template_folder)
    bare.jinja_env.trim_blocks = bare.jinja_env.lstrip_blocks = True
    bare.secret_key = "bench"
    Babel(bare, default_locale="vi")
    there = app.jinja_env.globals
    bare.jinja_env.globals |= {name: there[name] for name in ("asset", "brings")}
    bare.jinja_env.globals["csrf_token"] = lambda: "t"
    clerk = acting(BUSY)
    with app.test_request_context("/"):
        context = routes.desk_context(clerk) | frame_of(clerk)
    return bare, context | {"lang": "vi"}
