"""The front door: signing in and out, choosing the post to act in, the language of the pages."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Blueprint, Flask, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from server.answers import ANSWERS, words_of
from server.door import half, oidc, passkeys, services
from server.door.gate import posts_of, seated
from server.door.half import next_page
from server.door.known import here
from server.org import queries
from workflows import Refused

door = Blueprint("door", __name__)


Look = Callable[[], ResponseReturnValue | None]
_at_first: list[Look] = []


def at_first(look: Look) -> None:
    """A room above says where whoever comes to the door must go before it."""
    _at_first[:] = [look]


def install(app: Flask) -> None:
    app.register_blueprint(door)


@door.get("/login")
def login() -> ResponseReturnValue:
    if g.actor is not None:
        return redirect("/")
    for look in _at_first:
        elsewhere = look()
        if elsewhere is not None:
            return elsewhere
    session["door"] = "open"  # a session for the CSRF token to live in
    return login_page()


def login_page(**said: str) -> str:
    """The door, and what was said at it before."""
    passkey = passkeys.is_possible()
    return render_template(
        "door/login.html", next=next_page(), passkey=passkey, oidc=oidc.button(),
        left=oidc.is_on() and "out" in request.args, **said,
    )  # fmt: skip


@door.post("/login")
def enter() -> ResponseReturnValue:
    """Account and password; whoever has several posts chooses one."""
    account = request.form.get("account", "")[:200]
    try:
        password = request.form.get("password", "")[:200]
        person = services.sign_in(account, password, here(account))
        if not queries.posts_of(person.id):
            raise Refused("no_post")
    except Refused as no:
        words, status = words_of(no.reason, no.said), ANSWERS[no.reason].status
        return login_page(error=words, account=account), status
    return half.arrive(person.id, next_page())


@door.get("/post")
@seated
def choose() -> ResponseReturnValue:
    return render_template("door/choose_post.html", posts=posts_of(g.actor), next=next_page())


@door.post("/post")
@seated
def act_as() -> ResponseReturnValue:
    """Another post: rights follow at once, without a new sign-in (DESIGN §11.3)."""
    wanted = request.form.get("post", "")
    held = {str(one.id): one.id for one in g.actor.posts}
    if wanted not in held:
        raise Refused("no_post")
    session["appointment_id"] = held[wanted]
    return redirect(next_page())


@door.post("/logout")
def logout() -> ResponseReturnValue:
    """The session ends, and with it whatever this browser kept (LIVE §3.2)."""
    outside = session.get(half.OUTSIDE)
    session.clear()
    answer = redirect(url_for("door.login", out=1 if outside else None))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@door.post("/language")
def language() -> ResponseReturnValue:
    session["lang"] = "en" if request.form.get("lang") == "en" else "vi"
    came_from = urlsplit(request.referrer or "")
    return redirect(came_from.path if came_from.netloc == request.host else "/")
