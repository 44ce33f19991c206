"""The doors of case files, tasks and reports: who is not refused at each (DOMAIN §3.2, §9, §13)."""

from tests.matrix.acts import _KEPT, CASEFILES, LED, TASKS, Act

Who = frozenset[str]
LISTERS = frozenset({"minh", "binh", "anh", "tuan", "hoa", "tckh", "thu"})
DELIVERY = ("/list.pdf", "/minutes.pdf", "/signed.pdf")

ASKING = (
    "GET /casefiles/access/new",
    "POST /casefiles/access/new",
    "POST /api/v1/casefiles/access",
    "POST /casefiles/access/<row_id>/drop",
    "POST /api/v1/casefiles/access/<id>/actions/drop",
)
"""To read a file that is not one's own: whoever works in the office (DOMAIN §9)."""

EXCHANGE = (
    "GET /exchange", "GET /exchange/answers", "POST /exchange/answers/<row_id>/again",
    "GET /exchange/answers/<row_id>/leave", "POST /exchange/answers/<row_id>/leave",
    "POST /api/v1/gateway/edxml", "GET /api/v1/gateway/failed", "GET /api/v1/gateway/answers",
    "POST /api/v1/gateway/answers/<row_id>/actions/again",
    "POST /api/v1/gateway/answers/<row_id>/actions/leave",
)  # fmt: skip

HANDED = (
    "GET /handing-over", "GET /handing-over/<row_id>", "GET /handing-over/<row_id>/list.pdf",
    "GET /handing-over/<row_id>/signed.pdf", "POST /handing-over/<row_id>/confirm",
    "POST /handing-over/<id>/agent/<step>", "POST /handing-over/<id>/agent/give-back",
    "GET /handing-over/terms", "GET /handing-over/agencies/ahead", "GET /handing-over/closings",
    "GET /handing-over/agencies/came",
    "GET /handing-over/agencies", "GET /handing-over/agencies/<row_id>",
    "GET /handing-over/agencies/<row_id>/list.pdf",
    "GET /handing-over/agencies/<row_id>/signed.pdf",
    "POST /handing-over/agencies/<row_id>/sign",
    "POST /handing-over/agencies/<id>/agent/<step>",
    "POST /handing-over/agencies/<id>/agent/give-back",
    "GET /api/v1/handovers/agencies", "GET /api/v1/handovers/agencies/<id>",
    "GET /api/v1/handovers/agencies/<id>/signed",
    "POST /api/v1/handovers/agencies/<id>/actions/sign",
    "POST /api/v1/handovers/agencies/<id>/agent/confirm",
    "POST /api/v1/handovers/agencies/<id>/agent/give-back",
    "GET /api/v1/handovers", "GET /api/v1/handovers/<row_id>",
    "POST /api/v1/handovers/<row_id>/confirm", "POST /api/v1/handovers/<id>/agent/confirm",
    "POST /api/v1/handovers/<id>/agent/give-back",
)  # fmt: skip
"""Whoever holds a post may have to give or take (AR-04); of others a list does not exist."""

OF_PAPERS = ("GET /board", "GET /reports/<of>", "POST /reports/<of>/xlsx")
"""Of documents: no archivist's."""
REPORTS = (
    "GET /reports", "POST /reports/xlsx", "POST /reports/docx", "GET /reports/kept",
    "GET /reports/kept/<id>",
    "GET /reports/kept/<id>/file", "POST /reports/kept/<id>/agent/<step>",
    "POST /reports/kept/<id>/agent/give-back", "POST /reports/kept/<id>/sign",
    "POST /reports/kept/<id>/<form>",
)  # fmt: skip
"""Of the agency for whoever sees its whole register, of the unit for its head (DOMAIN §3.2)."""
MADE = (
    "POST /reports/kept",
    "GET /reports/orders/new",
    "POST /reports/orders/new",
    "GET /reports/orders/<row_id>/end",
    "POST /reports/orders/<row_id>/end",
)
"""Who reads them has them made, but for the auditor (SOD-05)."""

OWED = frozenset({"minh", "binh", "anh", "tuan", "thu", "son"})
"""Who reads what the units owe the archive (RP-12)."""
KEPT = Act(_KEPT)
WHOLE = Act(" ".join(sorted(LISTERS | {"nam", "cv_tckh", "cv_xa"})))
"""Who reads every paper in it; an auditor takes nothing along."""
_DELIVERY = "/outgoing/<id>/deliveries/<delivery_id>"
DELIVERIES = {
    it: Act("lan lien")
    for it in (
        f"POST {_DELIVERY}/resend",
        f"GET {_DELIVERY}/ask-back",
        f"POST {_DELIVERY}/ask-back",
        f"POST /api/v1{_DELIVERY}/ask-back",
        f"GET {_DELIVERY}/settle",
        f"POST {_DELIVERY}/settle",
        f"POST /api/v1{_DELIVERY}/settle",
        f"POST /api/v1{_DELIVERY}/resend",
    )
}
"""Of one recipient of what was sent: his clerks see to it (§8.5)."""


def paper_doors(read: Act) -> dict[str, Act]:
    """Of one file."""
    return {
        **{f"POST /api/v1/casefiles/<id>/actions/{name}": act for name, act in CASEFILES.items()},
        **{f"POST /casefiles/<id>/<name>:{name}": act for name, act in CASEFILES.items()},
        "GET /casefiles/<id>": read,
        "GET /casefiles/<id>/files/<n>": read,
        "GET /casefiles/<id>/contents.pdf": read,
        "GET /api/v1/casefiles/<id>/files/<n>": read,
        "POST /api/v1/casefiles/<id>/files": KEPT,
        **{f"{it} /casefiles/<id>/exhibits": KEPT for it in ("GET", "POST")},
        "GET /casefiles/<id>/package.zip": read,
        "GET /casefiles/<id>/metadata.xml": WHOLE,
        "GET /api/v1/casefiles/<id>/metadata.xml": WHOLE,
        "POST /casefiles/<id>/whole": WHOLE,
        "POST /api/v1/casefiles/<id>/whole": WHOLE,
        "GET /api/v1/casefiles/<id>": read,
        "GET /api/v1/casefiles/<id>/history": read,
    }


def report_doors(readers: Who, auditor: Who) -> dict[str, Who]:
    """The figures, and what is made of them."""
    heads, clerks = frozenset({"hoa", "tckh"}), frozenset({"lan", "lien", "dao"})
    leaders = readers - heads - clerks - auditor
    api = {
        "incoming": readers, "outgoing": readers, "tasks": leaders | heads,
        "exchange": readers - heads, "meetings": leaders | auditor, "online": readers,
        "exceptions": leaders - {"tuan"} | auditor,
        "below": leaders - {"tuan", "anh"},
        "owed": OWED,
    }  # fmt: skip
    return {
        **dict.fromkeys(OF_PAPERS, readers),
        **dict.fromkeys(REPORTS, readers | {"thu"}),
        **dict.fromkeys(MADE, readers - auditor | {"thu"}),
        **{f"GET /api/v1/reports/{of}": who for of, who in api.items()},
        "GET /api/v1/audit/numbers": auditor,
    }


def house_doors(everybody: Who, drafters: Who, heads: Who) -> dict[str, Who]:
    """That lead to no single file."""
    return {
        "GET /api/v1/casefiles": everybody,
        "POST /api/v1/casefiles": drafters,
        "GET /casefiles": everybody,
        **{f"{it} /casefiles/new": drafters for it in ("GET", "POST")},
        **{f"{it} /casefiles/transfer": drafters for it in ("GET", "POST")},
        **dict.fromkeys(("GET /casefiles/access", "GET /api/v1/casefiles/access"), everybody),
        **dict.fromkeys(ASKING, everybody - {"son", "kien", "yen", "tech"}),
        **destruction_doors(heads),
        "GET /casefiles/owed": OWED,
        "GET /api/v1/casefiles/owed": OWED,
        "POST /casefiles/owed/<form>": OWED,
        "GET /casefiles/deliveries": everybody,
        **{f"GET /casefiles/deliveries/<row_id>{it}": everybody for it in ("", *DELIVERY)},
        "POST /casefiles/deliveries/<row_id>/sign": everybody,
        "GET /api/v1/casefiles/deliveries": everybody,
        "POST /api/v1/casefiles/deliveries": drafters,
        "GET /api/v1/casefiles/deliveries/<id>": everybody,
        "GET /api/v1/casefiles/deliveries/<id>/signed": everybody,
        "POST /api/v1/casefiles/deliveries/<id>/actions/sign": everybody,
        "POST /api/v1/casefiles/deliveries/<id>/agent/confirm": everybody,
        "POST /api/v1/casefiles/deliveries/<id>/agent/give-back": everybody,
        "POST /casefiles/deliveries/<id>/agent/<step>": everybody,
        "POST /casefiles/deliveries/<id>/agent/give-back": everybody,
        "GET /casefiles/put/<kind>/<row_id>": drafters,
        "POST /casefiles/put/<kind>/<row_id>": drafters,
        "POST /casefiles/put/<kind>/<row_id>/to": everybody,
        "GET /casefiles/plan/<year>": drafters | {"thu", "son"},
        "GET /casefiles/plan/<year>/list.pdf": drafters | {"thu", "son"},
        "GET /casefiles/plan/<year>/new": LISTERS,
        "POST /casefiles/plan/<year>/new": LISTERS,
        "GET /casefiles/plan/<year>/approve": heads,
        "POST /casefiles/plan/<year>/approve": heads,
        "POST /casefiles/plan/<year>/<deed>": frozenset({"minh", "binh", "anh", "tuan", "thu"}),
    }


def destruction_doors(heads: Who) -> dict[str, Who]:
    """Lists of expired files: the archive makes them, the head decides (AR-07)."""
    archive, sees = frozenset({"thu"}), frozenset({"thu", "minh", "binh", "anh", "tuan", "son"})
    one, api = "/casefiles/destructions/<row_id>", "/api/v1/casefiles/destructions"
    return {
        **dict.fromkeys(("GET /casefiles/destructions", f"GET {api}"), sees),
        **dict.fromkeys((f"GET {one}", f"GET {api}/<id>"), sees),
        **{f"GET {one}/{name}.pdf": sees for name in ("list", "annex", "minutes")},
        **dict.fromkeys((f"{it} /casefiles/destructions/new" for it in ("GET", "POST")), archive),
        f"POST {api}": archive,
        **{
            door: who
            for who, deeds in (
                (archive, ("review", "carry_out", "withdraw")),
                (heads, ("decide", "reject")),
            )
            for it in deeds
            for door in (f"GET {one}/{it}", f"POST {one}/{it}", f"POST {api}/<id>/actions/{it}")
        },
    }


def task_doors(read: Act) -> dict[str, Act]:
    """Of one task."""
    return {
        **{f"POST /api/v1/tasks/<id>/actions/{name}": act for name, act in TASKS.items()},
        **{f"POST /tasks/<id>/<name>:{name}": act for name, act in TASKS.items()},
        **{f"{it} /tasks/<id>/evidence": Act(LED) for it in ("GET", "POST")},
        "POST /api/v1/tasks/<id>/files": Act(LED),
        **{f"GET {it}/tasks/<id>": read for it in ("", "/api/v1")},
        **{f"GET {it}/tasks/<id>/files/<n>": read for it in ("", "/api/v1")},
        "GET /api/v1/tasks/<id>/history": read,
    }


def doors_of_tasks(everybody: Who, givers: Who) -> dict[str, Who]:
    """That lead to no single task; the board is for who gives to others (DOMAIN §13)."""
    return {
        "GET /tasks": everybody,
        "POST /tasks/<form>": everybody,
        "GET /api/v1/tasks": everybody,
        "GET /tasks/board": givers - {"nam", "cv_tckh", "cv_xa", "desk"},
        "GET /tasks/new": givers,
        "POST /tasks/new": givers,
        "POST /api/v1/tasks": givers,
    }


MARKS = (
    "GET /account/marks",
    "GET /account/marks/<whose>.png",
    "POST /account/marks/<whose>",
    "POST /account/marks/<whose>/drop",
    "GET /api/v1/marks",
    "GET /api/v1/marks/person.png",
    "POST /api/v1/marks/person",
    "POST /api/v1/marks/person/actions/drop",
)
SEALS_MARK = (
    "GET /api/v1/marks/seal.png",
    "POST /api/v1/marks/seal",
    "POST /api/v1/marks/seal/actions/drop",
)
"""For who keeps the seal (art. 32.1)."""
"""The picture of one's own signature; the seal's stands in `office/admin/test_own_marks.py`."""
