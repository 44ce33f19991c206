"""Every page with made-up papers, without the house: `python -m tests.look.preview`."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from flask import Flask, Response, abort, render_template, request, send_file
from flask_babel import Babel
from flask_socketio import SocketIO

from server import built
from server.counted import counted
from tests.look import lists_sample as lists
from tests.look import office_sample as people
from tests.look import rooms_sample as rooms
from tests.look import show_sample as show
from tests.look.paper_sample import pdf, picture
from tests.look.people_sample import MINE, frame

HOUSE = Path(__file__).parents[2]
CSP = (
    "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
    " object-src 'none';"
    " script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:;"
    " font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'"
)


@dataclass(frozen=True)
class Page:
    """A template with what a route would give it."""

    template: str
    room: str = ""
    context: dict = field(default_factory=dict)


def _list(title: str, room: str, rows: list[dict], **more: object) -> Page:
    common = {"title": title, "rows": rows, "filters": lists.filters(), "export": "/x.xlsx"}
    return Page("papers/list.html", room, common | more)


EMPTY_HOME = {"waiting": [], "watching": [], "counts": []}
HOME = {
    "waiting": lists.waiting(),
    "watching": lists.watching(),
    "today": "Thứ Sáu, 03/11/2023",
    "counts": [
        {"label": "quá hạn", "value": 2, "href": "?colour=red", "tone": "red"},
        {"label": "sắp đến hạn", "value": 3, "href": "?colour=yellow", "tone": ""},
        {"label": "đang chờ người khác", "value": 3, "href": "#watching", "tone": ""},
    ],
}
ARRIVE = {
    "action_href": "/p/arrive",
    "op_id": "u1",
    "results": rooms.RESULTS,
    "confirm_href": "/p/confirm",
    "waiting_count": 6,
    "most": 50 << 20,
    "too_big": "Tệp lớn hơn 50 MB nên không nhận được.",
}
JOB = {
    "id": 7,
    "title": "Xuất sổ đăng ký",
    "words": "Đang ghi 812 dòng ra XLSX",
    "percent": 40,
    "poll_href": "/job",
}

PAGES = {
    "login": Page("door/login.html", "", people.LOGIN),
    "login-error": Page(
        "door/login.html",
        "",
        people.LOGIN | {"account": "chutich.huyen", "error": "Tài khoản hoặc mật khẩu không đúng."},
    ),
    "choose-post": Page("door/choose_post.html", "", people.CHOICE),
    "home": Page("home/index.html", "Việc của tôi", HOME),
    "home-empty": Page("home/index.html", "Việc của tôi", EMPTY_HOME),
    "incoming-list": _list(
        "Văn bản đến",
        "Văn bản đến",
        lists.papers(),
        create=("Tiếp nhận", "/p/arrive"),
        next_href="?cursor=462",
    ),
    "ticked-list": _list(
        "Văn bản đi", "Văn bản đi", lists.ticked(), ways=[("Xem và ký", "/p/choose")]
    ),
    "outgoing-list": _list(
        "Văn bản đi", "Văn bản đi", lists.papers(8), create=("Dự thảo mới", "/p/edit")
    ),
    "search": _list("Tra cứu", "Tra cứu", []),
    "incoming": Page("papers/show.html", "Văn bản đến", show.incoming()),
    "directed": Page("papers/show.html", "Văn bản đến", show.directed()),
    "sign": Page("papers/show.html", "Văn bản đi", show.signing()),
    "sign-wrong": Page(
        "papers/show.html", "Văn bản đi", show.signing("Mã PIN không đúng, còn 4 lần thử.")
    ),
    "arrive": Page("incoming/arrive.html", "Văn bản đến", ARRIVE),
    "confirm": Page("incoming/confirm.html", "Văn bản đến", rooms.confirm()),
    "table": Page("scanbox/table.html", "Hộp máy quét", rooms.table()),
    "edit": Page("outgoing/edit.html", "Văn bản đi", rooms.edit()),
    "edit-wrong": Page("outgoing/edit.html", "Văn bản đi", rooms.edit(wrong=True)),
    "places": Page("outgoing/places.html", "Văn bản đi", rooms.places()),
    "diff": Page("outgoing/diff.html", "Văn bản đi", rooms.diff()),
    "book": Page("registers/book.html", "Sổ đăng ký", lists.book()),
    "choose": Page("many/choose.html", "Văn bản đi", {"rows": lists.to_sign()}),
    "tombstones": Page("registers/tombstones.html", "Văn bản mật", lists.tombstones()),
    "lasting": Page("lasting/index.html", "Giá trị lâu dài", lists.lasting()),
    "people": Page("admin/people.html", "Con người", people.table("Con người", "Thêm người")),
    "delegations": Page(
        "admin/delegations.html", "Con người", people.table("Ủy quyền", "Ủy quyền mới")
    ),
    "person": Page("admin/person.html", "Con người", people.person()),
    "form": Page("papers/form.html", "Con người", people.office_form()),
    "notices": Page("notices/index.html", "", {"rows": people.NOTICES}),
    "mine": Page("mail/mine.html", "", MINE),
    "job": Page("jobs/show.html", "", {"job": JOB}),
    "verify": Page("verify/index.html"),
    "verify-valid": Page("verify/index.html", "", people.verified("VALID", "Chữ ký hợp lệ")),
    "verify-unsure": Page(
        "verify/index.html", "", people.verified("INDETERMINATE", "Không đủ căn cứ kết luận")
    ),
    "verify-invalid": Page("verify/index.html", "", people.verified("INVALID", "Không hợp lệ")),
    "refusal": Page(
        "refusal.html",
        "Văn bản đi",
        {
            "words": "Người đóng dấu không được là người đã ký văn bản này.",
            "code": "sealer_is_signer",
        },
    ),
    "500": Page(
        "broke_down.html",
        "",
        {"words": "Máy chủ gặp lỗi.", "english": "It failed."},
    ),
}


def render(name: str) -> str:
    """One page, framed if somebody is at work on it."""
    page = PAGES[name]
    bare = page.template.startswith(("door/", "verify/", "broke_down"))
    return render_template(page.template, **({} if bare else frame(page.room)), **page.context)


def office() -> Flask:
    """The preview's own little application; sockets as in the house."""
    app = Flask(__name__, template_folder=HOUSE / "templates", static_folder=HOUSE / "static")
    app.secret_key = "preview"
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    built.furnish(app.jinja_env, HOUSE / "static/dist/manifest.json")
    app.jinja_env.globals["counted"] = counted
    app.jinja_env.globals["csrf_token"] = lambda: "t"
    Babel(app, default_locale="vi")
    _doors(app)
    app.after_request(_guarded)
    app.extensions["ear"] = SocketIO(app, async_mode="threading")
    return app


def _guarded(answer: Response) -> Response:
    answer.headers["Content-Security-Policy"] = CSP
    return answer


def _doors(app: Flask) -> None:
    app.add_url_rule(
        "/", "index", lambda: "".join(f'<p><a href="/p/{name}">{name}</a>' for name in PAGES)
    )
    app.add_url_rule(
        "/p/<name>",
        "page",
        lambda name: render(name) if name in PAGES else abort(404),
        methods=["GET", "POST"],
    )
    app.add_url_rule(
        "/file/<name>",
        "file",
        lambda name: send_file(BytesIO(pdf()), "application/pdf", conditional=True, etag=name),
    )
    app.add_url_rule(
        "/page/<int:n>.png", "picture", lambda n: Response(picture(n), mimetype="image/png")
    )
    app.add_url_rule("/preview", "preview", _preview, methods=["POST"])
    app.add_url_rule("/job", "job", _done)
    app.add_url_rule("/directory", "directory", _directory)


def _directory() -> dict:
    said = request.args.get("q", ""), request.args.get("group", "")
    return {"found": rooms.looked_up(*said)}


def _done() -> str:
    job = JOB | {"done": True, "poll_href": None, "words": "Đã xong"}
    return render_template("jobs/show.html", job=job, **frame(""))


def _preview() -> str:
    lint = [] if request.form.get("bases") else rooms.LINT
    return render_template("outgoing/preview.html", pages=["/page/3.png"], lint=lint)


if __name__ == "__main__":
    application = office()
    application.extensions["ear"].run(application, port=5055, allow_unsafe_werkzeug=True)
