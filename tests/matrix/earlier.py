"""The doors of what an older system kept: who is not refused at each (DOMAIN §3.2)."""

from tests.matrix.acts import EARLIER, Act
from tests.matrix.of_the_week import EVERYBODY

CLERKS = frozenset({"lan", "lien", "dao"})
BOOKS = EVERYBODY - {"mai", "thu", "tech", "kien", "yen"}
STEPS = ("confirm", "send_again", "carry_out", "go_on", "drop")

LEADERS = frozenset({"minh", "binh", "anh"})
DECIDE = frozenset({"kien"}) | LEADERS
"""Who may look at exports; on one that is not there nobody decides."""

DOORS = {
    "GET /exports": DECIDE,
    "POST /exports": frozenset({"kien"}),
    "GET /api/v1/exports": DECIDE,
    "POST /api/v1/exports": frozenset({"kien"}),
    **{f"POST /exports/<row_id>/{it}": DECIDE for it in ("confirm", "reject", "file")},
    **{f"POST /api/v1/exports/<row_id>/actions/{it}": DECIDE for it in ("confirm", "reject")},
    "POST /api/v1/exports/<row_id>/file": DECIDE,
    "GET /earlier/books": EVERYBODY,
    "GET /earlier/books/<name>/<year>": BOOKS,
    "GET /api/v1/earlier/books/in/<year>": BOOKS,
    "GET /api/v1/earlier/books/out/<year>": BOOKS,
    "POST /earlier/books/<name>/<year>": CLERKS,
    **{
        f"{it} /api/v1/earlier/books/{book}/<year>/numbers": CLERKS
        for it in ("GET", "POST")
        for book in ("in", "out")
    },
    "GET /earlier/takeovers": CLERKS,
    "POST /earlier/takeovers": CLERKS,
    "POST /api/v1/earlier/takeovers": CLERKS,
    "GET /earlier/takeovers/<row_id>": CLERKS,
    "GET /api/v1/earlier/takeovers/<row_id>": CLERKS,
    **{f"POST /earlier/takeovers/<row_id>/{name}": CLERKS for name in STEPS},
    **{f"POST /api/v1/earlier/takeovers/<row_id>/actions/{name}": CLERKS for name in STEPS},
}
"""A register is its clerk's to bring in; to others a takeover is not there."""


SAYS = {f"POST {it}/exports": {"agency": "huyen", "reason": "Bàn giao"} for it in ("", "/api/v1")}


def paper_doors(read: Act) -> dict[str, Act]:
    """Of one document: it is read, and shut away where it may be a secret."""
    return {
        **{f"POST /api/v1/earlier/<id>/actions/{name}": act for name, act in EARLIER.items()},
        **{f"POST /earlier/<id>/<name>:{name}": act for name, act in EARLIER.items()},
        **{f"GET {it}/earlier/<id>": read for it in ("", "/api/v1")},
        **{f"GET {it}/earlier/<id>/files/<n>": read for it in ("", "/api/v1")},
        "GET /api/v1/earlier/<id>/history": read,
    }
