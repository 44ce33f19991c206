"""Who may do what: one row for each door of the office, by the law's words (DOMAIN §3.2, §4, §5).

A door of a paper says who is not refused on *this* paper: clerk, leader, head, officer, checker,
auditor stand for the ones whose paper it is. Whoever may not read it meets a 404 at all its doors.
"""

from dataclasses import dataclass

from tests.matrix import away, cases, earlier, habits, of_the_week
from tests.matrix.acts import _SIT, BALLOTS, INCOMING, MEETINGS, OUTGOING, PLAN, Act
from tests.office.papers import DRAFT

CAST = {
    "lan": "CLERK", "lien": "CLERK", "minh": "LEADER", "binh": "LEADER, deputy",
    "tuan": "OFFICE_CHIEF, UNIT_HEAD, FORM_CHECKER, SECRETARY", "hoa": "UNIT_HEAD",
    "nam": "OFFICER", "mai": "FORM_CHECKER", "thu": "ARCHIVIST", "tech": "TECH",
    "tckh": "UNIT_HEAD of another unit", "cv_tckh": "OFFICER of another unit",
    "dao": "CLERK of another agency", "anh": "LEADER of another agency",
    "cv_xa": "OFFICER, SECRETARY of another agency", "desk": "DESK, OFFICER of another agency",
    "son": "AUDITOR", "kien": "ADMIN", "yen": "CITIZEN",
}  # fmt: skip
"""Who knocks, by role; nobody, who is not signed in, knocks at every door besides."""

EVERYBODY = frozenset(CAST)
READERS = EVERYBODY - {"kien", "yen"}
CLERKS = frozenset({"lan", "lien", "dao"})
DRAFTERS = frozenset(
    ["minh", "binh", "tuan", "hoa", "nam", "tckh", "cv_tckh", "anh", "cv_xa", "desk"]
)
WHOLE_BOOKS = frozenset({"lan", "lien", "dao", "minh", "binh", "anh", "tuan", "son"})
PLANNERS = frozenset({"tuan", "cv_xa"})
HEADS = frozenset({"minh", "anh"})
BOOKS = DRAFTERS | CLERKS | {"son"}
SIGNERS = frozenset({"minh", "binh", "tuan", "hoa", "tckh", "anh"})
LEADERS = frozenset({"minh", "binh", "anh"})
ADMIN = frozenset({"kien"})
AUDITOR = frozenset({"son"})
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Paper:
    """A paper of the office and the ones who may read it."""

    path: str
    readers: frozenset[str]


READING = {
    "incoming": {
        "own": "lan lien minh tuan hoa nam son",
        "other unit": "lan lien minh tuan tckh son",
        "other agency": "dao anh son",
    },
    "outgoing": {
        "own": "minh tuan hoa nam mai",
        "sent": "lan lien minh tuan hoa nam tckh son",
        "other unit": "tckh cv_tckh",
        "other agency": "cv_xa",
    },
    "meetings": {"own": "minh binh tuan hoa tckh lan lien"},
    "casefiles": {
        "own": "nam hoa minh binh tuan son",
        "other unit": "cv_tckh tckh minh binh tuan son",
        "other agency": "cv_xa anh son",
    },
    "earlier": {"own": "lan lien minh tuan hoa son", "other agency": "dao anh son"},
    "tasks": {"own": "minh binh tuan anh son", "other unit": "minh binh tuan tckh son"},
}
"""Own: given to Nam of Hoa's unit. A draft is its unit's until it is submitted (DOMAIN §3.2)."""

EDIT = Act("hoa nam", {"subject": "V/v sửa đổi"})
READ = Act(" ".join(sorted(EVERYBODY)))
"""Whoever may read it is not refused at this door."""

AT_THE_DESK = ("confirm", "same", "read-again")
PAGES = (
    ("/api/v1", ("", "/history", "/files/<n>", "/copies", "/copies/<n>")),
    ("", ("", "/files/<n>", "/copies/<n>")),
)
PAPER_DOORS = {
    **{f"POST /api/v1/incoming/<id>/actions/{name}": act for name, act in INCOMING.items()},
    **{f"POST /api/v1/outgoing/<id>/actions/{name}": act for name, act in OUTGOING.items()},
    **{f"POST /incoming/<id>/<name>:{name}": act for name, act in INCOMING.items()},
    **{f"POST /outgoing/<id>/<name>:{name}": act for name, act in OUTGOING.items()},
    **{
        f"GET {prefix}/{kind}/<id>{rest}": READ
        for kind in ("incoming", "outgoing")
        for prefix, rests in PAGES
        for rest in rests
    },
    **{f"POST /api/v1/meetings/<id>/actions/{name}": act for name, act in MEETINGS.items()},
    **{f"POST /meetings/<id>/<name>:{name}": act for name, act in MEETINGS.items()},
    "GET /meetings/<id>": READ,
    "GET /meetings/<id>/here": READ,
    **dict.fromkeys((f"GET /meetings/<id>/seats{more}" for more in ("", "/cards.pdf")), READ),
    "POST /meetings/<id>/here": READ,
    **dict.fromkeys((f"GET /meetings/<id>/{it}" for it in ("record", "lines")), Act("minh tuan")),
    "GET /meetings/<id>/messages": Act("tuan"),
    "GET /meetings/<id>/meeting.ics": READ,
    "GET /meetings/<id>/call": READ,
    **dict.fromkeys((f"GET {it}/meetings/<id>/papers/<kind>/<n>" for it in ("", "/api/v1")), READ),
    "GET /meetings/<id>/kept": READ,
    "GET /meetings/<id>/edit": Act("tuan"),
    "POST /meetings/<id>/edit": Act("tuan", PLAN),
    "GET /api/v1/meetings/<id>": READ,
    "PATCH /api/v1/meetings/<id>": Act("tuan", {"title": "Phiên họp khác"}),
    "GET /api/v1/meetings/<id>/history": READ,
    **cases.paper_doors(READ),
    **cases.task_doors(READ),
    "GET /api/v1/meetings/<id>/state": READ,
    "GET /api/v1/meetings/<id>/minutes": READ,
    "GET /api/v1/meetings/<id>/files/<n>": READ,
    **{f"GET /meetings/<id>/{it}": READ for it in ("minutes", "minutes/<n>/file", "files/<n>")},
    "GET /meetings/<id>/poll": READ,
    "POST /meetings/<id>/poll": Act("minh binh hoa tckh", {"choice.1": "for"}),
    "GET /meetings/<id>/stances": READ,
    "POST /meetings/<id>/stances": Act("minh binh hoa tckh", {"agree_rest": "1"}),
    "GET /meetings/<id>/notes": Act(_SIT),
    "POST /meetings/<id>/notes": Act(_SIT, {"text": "Hỏi lại"}),
    "GET /api/v1/meetings/<id>/notes": READ,
    "POST /api/v1/meetings/<id>/notes": Act(_SIT, {"text": "Hỏi lại"}),
    "GET /meetings/<id>/questions": READ,
    "POST /meetings/<id>/questions": Act(_SIT, {"item": "1", "text": "Vốn?"}),
    "POST /meetings/<id>/off_letter": Act(""),
    "GET /meetings/<id>/notice": Act("tuan"),
    "POST /meetings/<id>/notice": Act("tuan", {"signer": "chutich.huyen", "capacity": "TM"}),
    **dict.fromkeys(BALLOTS, READ),
    "PATCH /api/v1/outgoing/<id>": EDIT,
    "GET /incoming/<id>/confirm": READ,
    "GET /incoming/<id>/reading": READ,
    "GET /incoming/<id>/stamped": READ,
    "GET /incoming/<id>/slip.pdf": READ,
    **{f"POST /incoming/<id>/{it}": Act("lan lien") for it in AT_THE_DESK},
    "GET /api/v1/incoming/<id>/reading": READ,
    "POST /api/v1/incoming/<id>/read-again": Act("lan lien"),
    "POST /outgoing/<id>/mend/<how>": READ,
    "GET /outgoing/<id>/edit": EDIT,
    "POST /outgoing/<id>/edit": Act("hoa nam", DRAFT | {"body": "Một\n\nHai./.", "bases": ""}),
    "GET /outgoing/<id>/versions/<n>": READ,
    "GET /outgoing/<id>/pages/<n>": READ,
    "GET /outgoing/<id>/layout": READ,
    "GET /outgoing/<id>/page.pdf": READ,
    "GET /outgoing/<id>/versions/<n>/file": READ,
    "GET /outgoing/<id>/proof": READ,
    "GET /outgoing/<id>/envelopes.pdf": READ,
    "GET /api/v1/outgoing/<id>/envelopes": READ,
    "GET /outgoing/<id>/places": Act("hoa nam"),
    "POST /outgoing/<id>/places": Act("hoa nam", {"date.page": "1", "date.x": "10"}),
    **cases.DELIVERIES,
    **away.paper_doors(READ),
    **habits.paper_doors(READ),
    **earlier.paper_doors(READ),
}

DOORS = {
    **{f"GET /api/v1/{it}": EVERYBODY for it in ("agencies", "units", "bodies", "me")},
    "GET /api/v1/jobs/<id>": NOBODY,
    "GET /api/v1/jobs/<id>/file": NOBODY,
    **habits.template_doors(DRAFTERS, ADMIN),
    "GET /api/v1/incoming": EVERYBODY,
    "GET /api/v1/outgoing": EVERYBODY,
    "GET /api/v1/meetings": EVERYBODY,
    "GET /meetings": EVERYBODY,
    "GET /meetings/worker.js": EVERYBODY,
    **cases.doors_of_tasks(EVERYBODY, DRAFTERS),
    **cases.house_doors(EVERYBODY, DRAFTERS, HEADS),
    **cases.report_doors(WHOLE_BOOKS | {"hoa", "tckh"}, AUDITOR),
    "GET /meetings/calendar": EVERYBODY,
    "POST /meetings/calendar": EVERYBODY,
    "POST /meetings/calendar/drop": EVERYBODY,
    "GET /meetings/new": PLANNERS,
    "GET /meetings/people": PLANNERS,
    "GET /meetings/papers": EVERYBODY,
    "POST /meetings/new": PLANNERS,
    "POST /api/v1/meetings": PLANNERS,
    "POST /api/v1/incoming": CLERKS,
    "POST /api/v1/outgoing": DRAFTERS,
    "POST /api/v1/outgoing/batch/sign": SIGNERS,
    "POST /api/v1/outgoing/batch/seal": CLERKS,
    "GET /api/v1/registers/in/<year>": BOOKS,
    "GET /api/v1/registers/out/<year>": BOOKS,
    "GET /api/v1/registers/post/<year>": BOOKS,
    "GET /api/v1/registers/kept/<year>": BOOKS,
    "GET /api/v1/registers/in/<year>/volumes": WHOLE_BOOKS,
    "GET /api/v1/registers/out/<year>/volumes": WHOLE_BOOKS,
    "POST /api/v1/registers/in/<year>/volumes": CLERKS,
    "POST /api/v1/registers/out/<year>/volumes": CLERKS,
    "GET /api/v1/registers/volumes/<row_id>": WHOLE_BOOKS,
    "GET /api/v1/registers/volumes/<row_id>/file": WHOLE_BOOKS,
    "POST /api/v1/registers/volumes/<row_id>/actions/bind": CLERKS,
    "POST /api/v1/registers/volumes/<row_id>/actions/sign": HEADS,
    "POST /api/v1/registers/volumes/<row_id>/actions/seal": CLERKS,
    **away.house_doors(EVERYBODY, SIGNERS, CLERKS, WHOLE_BOOKS),
    "GET /api/v1/ledger/entries": AUDITOR,
    "GET /api/v1/audit/signatures": AUDITOR,
    **dict.fromkeys(("GET /signatures", "GET /api/v1/signatures"), WHOLE_BOOKS - {"son"}),
    "GET /api/v1/audit/signatures/<row_id>": AUDITOR,
    "GET /api/v1/audit/anomalies": AUDITOR,
    **dict.fromkeys([f"GET /api/v1/audit/{it}" for it in ("reads", "changes", "grants")], AUDITOR),
    "GET /api/v1/audit/entries": AUDITOR,
    "GET /tombstones": AUDITOR,
    **dict.fromkeys(("GET /lasting", "GET /api/v1/lasting"), AUDITOR | ADMIN),
    "GET /lasting/<row_id>/file": EVERYBODY,
    "GET /ledger/health": AUDITOR,
    "GET /api/v1/tombstones": AUDITOR,
    "GET /api/v1/search": EVERYBODY,
    "GET /search": READERS,
    "POST /search": READERS,
    "POST /search/saved/<search_id>/drop": READERS,
    "GET /": EVERYBODY,
    "GET /watching": EVERYBODY,
    "GET /notices": EVERYBODY,
    "GET /notices/mine": EVERYBODY,
    "POST /notices/mine": EVERYBODY,
    **dict.fromkeys([f"POST /notices/mine/{it}" for it in ("address", "proof", "drop")], EVERYBODY),
    "GET /incoming": READERS,
    "GET /outgoing": READERS,
    **{f"{how} /incoming/arrive": CLERKS for how in ("GET", "POST")},
    "POST /incoming/arrive/unscanned": CLERKS,
    **{f"{how} /outgoing/new": DRAFTERS for how in ("GET", "POST")},
    "POST /outgoing/preview": EVERYBODY,
    "POST /outgoing/blanks": EVERYBODY,
    "GET /outgoing/batch/sign": SIGNERS,
    "GET /outgoing/batch/sign/review": SIGNERS,
    "GET /outgoing/batch/seal": CLERKS,
    "POST /outgoing/batch/<act>": SIGNERS,
    "POST /outgoing/batch/agent/<act>": SIGNERS,
    "POST /outgoing/batch/agent/give-back": EVERYBODY,
    "GET /jobs/<id>": NOBODY,
    "GET /jobs/<id>/file": NOBODY,
    "GET /registers": EVERYBODY,
    "GET /registers/<name>/<year>": BOOKS,
    "POST /registers/<name>/<year>/<form>": BOOKS,
    "GET /registers/<name>/<year>/volumes": WHOLE_BOOKS,
    "POST /registers/<name>/<year>/volumes": CLERKS,
    "GET /registers/volumes/<row_id>": WHOLE_BOOKS,
    "GET /registers/volumes/<row_id>/file": WHOLE_BOOKS,
    "POST /registers/volumes/<row_id>/<act>": HEADS,
    "POST /registers/volumes/<row_id>/bind": CLERKS,
    "POST /registers/volumes/<row_id>/later": WHOLE_BOOKS,
    "POST /registers/volumes/<id>/agent/<step>": WHOLE_BOOKS,
    "POST /registers/volumes/<id>/agent/give-back": WHOLE_BOOKS,
    "GET /post": EVERYBODY,
    "POST /post": NOBODY,
    "GET /people": ADMIN | LEADERS,
    **dict.fromkeys(cases.EXCHANGE, CLERKS),
    "GET /account": EVERYBODY,
    "POST /account/password": EVERYBODY,
    "POST /account/pin": EVERYBODY,
    "POST /account/codes": EVERYBODY,
    "POST /account/passkeys": EVERYBODY,
    "GET /account/factors/new": EVERYBODY,
    "POST /account/factors/new": EVERYBODY,
    "POST /account/factors/<row_id>": EVERYBODY,
    "POST /account/factors/<row_id>/name": EVERYBODY,
    "POST /account/sessions/<mark>": EVERYBODY,
    **dict.fromkeys(cases.MARKS, EVERYBODY - {"yen"}),
    **dict.fromkeys(cases.SEALS_MARK, CLERKS),
    **of_the_week.DOORS,
    **habits.DOORS,
    **earlier.DOORS,
    **dict.fromkeys(cases.HANDED, EVERYBODY),
    **dict.fromkeys(("GET /layout", "POST /layout", "POST /api/v1/layout"), EVERYBODY),
    "GET /scans": CLERKS,
    "POST /scans/<scan_id>/again": CLERKS,
    "POST /scans/<scan_id>/dismiss": CLERKS,
    "GET /scans/pages": CLERKS,
    "POST /scans/pages": CLERKS,
    "GET /scans/pages/<row_id>/<n>.jpg": CLERKS,
    "POST /scans/arrangements/<row_id>/undo": CLERKS,
    "GET /api/v1/scans/pages": CLERKS,
    "POST /api/v1/scans/arrangements": CLERKS,
    "GET /api/v1/scans/arrangements/<row_id>": CLERKS,
    "POST /api/v1/scans/arrangements/<row_id>/undo": CLERKS,
}
"""Doors that lead to no single paper. A job, and a post to act in, is only its own person's."""

MANY = {"ids": [1], "pin": "246810"}
SAYS = {
    **earlier.SAYS,
    "POST /api/v1/tasks": {"title": "Rà soát", "lead": "vanphong-khong-co"},
    "POST /api/v1/casefiles": {"title": "Hồ sơ", "code": "01.VP", "retention": 10},
    "POST /outgoing/new": DRAFT | {"body": "Một\n\nHai./.", "bases": ""},
    "POST /api/v1/outgoing": DRAFT,
    "POST /api/v1/outgoing/batch/sign": MANY,
    "POST /api/v1/outgoing/batch/seal": MANY,
}
"""What a refused one fills in, where a blank sheet would be refused as such."""

ROOMS = {
    "/audit": AUDITOR,
    **{f"/api/v1/gateway/{it}": ADMIN for it in ("neighbours", "keys", "aside", "waiting")},
    "/people/pending": ADMIN | LEADERS,
    **dict.fromkeys(("/people", "/delegations"), ADMIN),
    **dict.fromkeys(("/absences", "/api/v1/absences"), EVERYBODY - {"yen"}),
    "/duty": ADMIN | LEADERS | {"tuan"},
}
"""Rooms with one right for all their doors; a leader is the second person of a grant (§11.4)."""
