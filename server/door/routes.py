"""The front door: signing in and out, choosing the post to act in, the language of the pages."""

from urllib.parse import urlsplit

from flask import Blueprint, Flask, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from server.answers import ANSWERS, words_of
from server.door import services
from server.door.gate import posts_of, seated
from server.org import queries
from server.org.models import Person
from workflows import Refused

door = Blueprint("door", __name__)


def install(app: Flask) -> None:
    app.register_blueprint(door)


@door.get("/login")
def login() -> ResponseReturnValue:
    if g.actor is not None:
        return redirect("/")
    session["door"] = "open"  # a session for the CSRF token to live in
    return render_template("door/login.html", next=_next())


@door.post("/login")
def enter() -> ResponseReturnValue:
    """Account and password; whoever has several posts chooses one."""
    account = request.form.get("account", "")[:200]
    try:
        person = services.sign_in(account, request.form.get("password", "")[:200], _address())
        posts = queries.posts_of(person.id)
        if not posts:
            raise Refused("no_post")
    except Refused as no:
        words, status = words_of(no.reason, no.said), ANSWERS[no.reason].status
        page = render_template("door/login.html", error=words, account=account, next=_next())
        return page, status
    _seat(person, posts[0].id)
    return redirect(url_for("door.choose", next=_next()) if len(posts) > 1 else _next())


def _seat(person: Person, appointment_id: int) -> None:
    """A fresh session: a cookie that was planted before is worth nothing."""
    session.clear()
    session.renew()  # type: ignore[attr-defined]
    session["person_id"], session["appointment_id"] = person.id, appointment_id


@door.get("/post")
@seated
def choose() -> ResponseReturnValue:
    return render_template("door/choose_post.html", posts=posts_of(g.actor), next=_next())


@door.post("/post")
@seated
def act_as() -> ResponseReturnValue:
    """Another post: rights follow at once, without a new sign-in (DESIGN §11.3)."""
    wanted = request.form.get("post", "")
    held = {str(one.id): one.id for one in g.actor.posts}
    if wanted not in held:
        raise Refused("no_post")
    session["appointment_id"] = held[wanted]
    return redirect(_next())


@door.post("/logout")
def logout() -> ResponseReturnValue:
    session.clear()
    return redirect(url_for("door.login"))


@door.post("/language")
def language() -> ResponseReturnValue:
    session["lang"] = "en" if request.form.get("lang") == "en" else "vi"
    came_from = urlsplit(request.referrer or "")
    return redirect(came_from.path if came_from.netloc == request.host else "/")


def _next() -> str:
    """Where to go on: a path of this office only, never another site."""
    wanted = request.values.get("next", "/")
    is_path = wanted.startswith("/") and wanted.isprintable() and "\\" not in wanted
    return wanted if is_path and not wanted.startswith("//") else "/"


def _address() -> str:
    return request.remote_addr or ""
