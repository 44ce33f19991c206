"""The doors of habits: groups of recipients, papers that one follows."""

from tests.matrix.acts import Act, withdrawn
from tests.matrix.of_the_week import EVERYBODY

USERS = EVERYBODY - {"mai", "thu", "tech", "son", "kien", "yen"}
"""Who drafts or keeps the agency's papers."""

BATCHERS = frozenset({"lan", "lien", "dao"})
"""Who presents; assigning is tried as a step of each paper."""
BATCHES = (
    "GET /incoming/batch/present",
    "POST /incoming/batch/present",
    "POST /api/v1/incoming/batch/present",
)
DRAFTERS = frozenset(
    ["minh", "binh", "tuan", "hoa", "nam", "tckh", "cv_tckh", "anh", "cv_xa", "desk"]
)
SUBMITTING = (
    "GET /outgoing/batch/submit",
    "POST /outgoing/batch/submit",
    "POST /api/v1/outgoing/batch/submit",
)
OFFICERS = frozenset(["nam", "cv_tckh", "cv_xa", "desk"])
HANDS = DRAFTERS
AT_ONCE = {
    f"{door}{verb}": who
    for kind, verbs, who in (
        ("incoming", ("start", "file"), OFFICERS),
        ("tasks", ("receive", "urge"), HANDS),
        ("casefiles", ("accept_transfer",), frozenset({"thu"})),
    )
    for verb in verbs
    for door in (f"GET /{kind}/batch/", f"POST /{kind}/batch/", f"POST /api/v1/{kind}/batch/")
}
DOORS = {
    **AT_ONCE,
    **dict.fromkeys(
        (
            "GET /incoming/batch/assign",
            "POST /incoming/batch/assign",
            "POST /api/v1/incoming/batch/assign",
        ),
        frozenset({"minh", "binh", "tuan", "hoa", "tckh", "anh"}),
    ),
    "GET /following": EVERYBODY - {"kien", "yen"},
    "GET /api/v1/following": EVERYBODY,
    "GET /directory/agencies": EVERYBODY,
    "GET /directory/recipients": EVERYBODY,
    "GET /directory/leaders": DRAFTERS,
    "GET /directory/issuers": frozenset({"lan", "lien", "dao"}),
    "GET /groups": USERS,
    "GET /groups/new": USERS,
    "POST /groups/new": USERS,
    "GET /groups/<row_id>": USERS,
    "POST /groups/<row_id>": USERS,
    "GET /groups/<row_id>/drop": USERS,
    "POST /groups/<row_id>/drop": USERS,
    **dict.fromkeys(BATCHES, BATCHERS),
    **dict.fromkeys(SUBMITTING, DRAFTERS),
    "GET /phrases": USERS,
    "GET /phrases/new": USERS,
    "POST /phrases/new": USERS,
    "GET /phrases/<row_id>": USERS,
    "POST /phrases/<row_id>": USERS,
    "POST /api/v1/phrases/<row_id>/actions/change": USERS,
    "GET /phrases/<row_id>/drop": USERS,
    "POST /phrases/<row_id>/drop": USERS,
    "GET /api/v1/phrases": USERS,
    "POST /api/v1/phrases": USERS,
    "POST /api/v1/phrases/<row_id>/actions/drop": USERS,
    "GET /api/v1/groups": USERS,
    "POST /api/v1/groups": USERS,
    "POST /api/v1/groups/<row_id>/actions/change": USERS,
    "POST /api/v1/groups/<row_id>/actions/drop": USERS,
}


KINDS = ("incoming", "outgoing", "tasks", "casefiles")


def paper_doors(read: Act) -> dict[str, Act]:
    """Whoever may read a paper follows it."""
    said = Act(" ".join(sorted(EVERYBODY - {"son", "kien", "yen"})), {"text": ""})
    talk = {
        **{f"GET /api/v1/{kind}/<id>/remarks": read for kind in KINDS},
        **{f"POST /api/v1/{kind}/<id>/remarks": said for kind in KINDS},
        **{f"{method} /{kind}/<id>/remark": said for method in ("GET", "POST") for kind in KINDS},
    }
    return (
        talk
        | withdrawn()
        | {
            f"POST {prefix}/{kind}/<id>/{act}": read
            for prefix in ("", "/api/v1")
            for kind in KINDS
            for act in ("follow", "unfollow", "pin", "unpin")
        }
    )


def template_doors(drafters: frozenset[str], admin: frozenset[str]) -> dict[str, frozenset[str]]:
    """Read by whoever drafts, kept by the administrator."""
    kept = ("", "/<row_id>/actions/change", "/<row_id>/actions/drop")
    return {"GET /api/v1/templates": drafters} | dict.fromkeys(
        (f"POST /api/v1/templates{it}" for it in kept), admin
    )
