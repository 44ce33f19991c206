"""Rounds through the office that come by every form: two papers' ways, and the rooms' pages."""

from collections.abc import Iterator

from server.absences import services as absences
from server.absences.services import Wish
from server.admin import templates
from server.admin.neighbours import services as neighbours
from server.admin.organisation import places, vote_rules
from server.admin.organisation.vote_rules import Carried
from server.admin.staff import people
from server.clock import dt, today
from server.exchange.carrier import carry
from server.org import queries
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import kien, position, propose
from tests.office.admin.test_account import with_totp
from tests.office.outcome import id_of
from tests.office.papers import ok

Stops = Iterator[tuple[str, list[str]]]
"""Who opens which pages next; between two stops the office goes on."""


WEEKLY = templates.Wanted(
    name="Báo cáo tuần", doc_type="Báo cáo", subject="", bases=[], body=[], to=[], for_info=[]
)


def coming(cast: Cast) -> Stops:
    """One document from its arrival to its file; at each stage whoever has it on the desk."""
    path = papers.arrived(cast)
    yield "lan", ["/incoming/arrive", f"{path}/confirm", path]
    ok(cast.lan.does(path, "register"))
    yield "lan", [path, f"{path}/remark"]
    ok(cast.lan.does(path, "present"))
    yield "minh", [path]
    order = papers.ORDER | {"due_at": papers.due(10), "cooperate": ["tckh"]}
    ok(cast.minh.does(path, "direct", order))
    yield "hoa", [path]
    yield "minh", [path]
    yield "lan", [path]
    ok(cast.hoa.does(path, "assign", {"person": cast.nam.account, "due_at": papers.due(7)}))
    ok(cast.nam.does(path, "start"))
    yield "nam", [path]
    yield "tckh", [path]
    wish = {"until": papers.due(9), "reason": "Còn thiếu số liệu của các xã"}
    ok(cast.nam.does(path, "request_extension", wish))
    yield "hoa", [path]
    ok(cast.hoa.does(path, "grant_extension"))
    ok(cast.tckh.does(path, "contribute", {"text": "Nhất trí"}))
    ok(cast.nam.does(path, "propose_close", {"no_reply_reason": "Văn bản để biết"}))
    yield "hoa", [path]
    ok(cast.hoa.does(path, "close"))
    yield "nam", [path]
    yield "minh", [path]


def shut_away(cast: Cast) -> Stops:
    """Suspected secrets, before the register and behind it: the leader opens them, the clerk asks
    for their destruction."""
    for bring, number in ((papers.arrived, "7"), (papers.registered, "8")):
        path = bring(cast, number=number)
        ok(cast.lan.does(path, "quarantine", {"reason": "Có thể là văn bản mật"}))
        yield "minh", [path]
        yield "lan", [path]


def going(cast: Cast) -> Stops:
    """One document from its draft to its recipients."""
    path = papers.drafted(cast)
    yield "minh", ["/tasks/new"]
    yield "nam", ["/outgoing/new", f"{path}/edit", path, f"{path}/remark"]
    ok(cast.nam.does(path, "consult", {"units": ["tckh"], "due_at": papers.due(3)}))
    yield "tckh", [path]
    ok(cast.nam.does(path, "end_consultation"))
    ok(cast.nam.does(path, "submit"))
    yield "minh", [path]
    ok(cast.hoa.does(path, "content_check"))
    ok(cast.mai.does(path, "form_check"))
    ok(cast.minh.does(path, "approve"))
    looked_at = f"docs={id_of(path)}.{cast.minh.sees(path)['version']}&at=1"
    yield "minh", [path, f"/outgoing/batch/sign/review?{looked_at}"]
    ok(cast.minh.does(path, "sign", {"pin": cast.pin}))
    for name in ("number", "register"):
        ok(cast.lan.does(path, name))
    yield "lan", [path, "/outgoing/batch/seal"]
    ok(cast.lan.does(path, "seal", {"pin": cast.pin}))
    yield "lan", [path]
    ok(cast.lan.does(path, "paper_issue"))
    ok(cast.lan.does(path, "dispatch"))
    carry()
    yield "lan", [path]
    yield "minh", [path]
    ok(cast.lan.does(path, "send_by_post", {"to": "Sở Y tế; 101 Nguyễn Trãi"}))
    lent = {"borrower": "Lê Văn Tám", "allowed_by": cast.minh.account}
    ok(cast.lan.does(path, "lend_kept_copy", lent))
    yield "lan", [path]


def office(cast: Cast) -> Stops:
    """The administrator's pages, and what each has for himself."""
    day, free = today(), position("vanthu.huyen").id
    who = {"account": cast.nam.account, "substitute": "cv-vp.huyen"}
    absences.stand_in(kien(), Wish(**who, valid_from=day, valid_to=day + dt.timedelta(9)))
    propose(cast.nam.account, free)
    kept = templates.make(kien(), "huyen", wanted=WEEKLY).id
    wanted = neighbours.Wanted(name="Trục tỉnh", organs="H56")
    axis = neighbours.enter(kien(), wanted).id
    outside = next(one for one in queries.agencies() if one.external).id
    carries = vote_rules.settle(
        kien(),
        "huyen",
        Carried(body="phien_hop_ubnd", way="", threshold="half", basis="Điều 40", valid_from=day),
    ).id
    yield "kien", [
        "/people/new", "/people/chuyenvien.huyen", "/people/chuyenvien.huyen/appoint",
        "/people/places/units/new", "/people/places/units/1", "/people/places/positions/new",
        "/people/places/positions/1", "/people/places/units/1/name", "/delegations/new",
        "/delegations/1", "/absences/new", "/absences/1", "/people/agencies/new",
        "/people/agencies/1", "/people/pending",
        f"/people/keys/{cast.lan.actor.agency_id}",
        "/people/agencies/outside/new", f"/people/agencies/outside/{outside}",
        "/people/calendar/mark", "/people/calendar/hours", "/people/calendar/year",
        "/people/kinds/huyen/Báo cáo", "/people/bodies/new", "/people/bodies/1",
        "/people/bodies/1/end", "/people/votes/new", f"/people/votes/{carries}/end",
        "/people/templates/huyen/new", f"/people/templates/{kept}",
        f"/people/templates/{kept}/drop",
        "/people/neighbours/new", f"/people/neighbours/{axis}",
        f"/people/neighbours/{axis}/keys/new", f"/people/neighbours/{axis}/end",
        "/people/import", "/account", "/account/factors/new", "/account/marks", "/layout",
    ]  # fmt: skip
    with_totp(cast.nam.account)
    yield "nam", ["/account"]
    yield "kien", ["/people/chuyenvien.huyen"]


def half_in(cast: Cast) -> Stops:
    """Between the password and the desk."""
    with_totp(cast.tuan.account)
    yield "tuan", ["/login/second"]
    people.reset_password(kien(), cast.lien.account, password="demo-congso-demo")
    cast.lien.password = "demo-congso-demo"
    yield "lien", ["/login/password"]
    places.require_second(kien(), position(cast.mai.account).id, wanted="any")
    yield "mai", ["/login/factor"]
