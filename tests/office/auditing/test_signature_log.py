"""Sơn asks the signature log who signed what, as what, when; nobody else opens it (RP-04)."""

import datetime as dt
import re

import pytest
from sqlalchemy import insert, select

from server.auditing.signatures import _POSTS, PAGE, listed, posts_like
from server.clock import today
from server.database import db, table, transaction
from server.documents.outgoing.models import OutgoingDocument, Signature
from tests.cast import Cast
from tests.demo.explained import EXPLAIN
from tests.look.lists_sample import SUBJECTS
from tests.office.front.desks import statements
from tests.office.outcome import change, refused
from tests.office.outgoing import desk

pytestmark = pytest.mark.sent


def found(cast: Cast, asked: str = "") -> list[str]:
    """The kinds of the signatures that are listed, the newest first."""
    return [one["kind"] for one in cast.son.sees(f"/audit/signatures?{asked}")["items"]]


def test_a_row_says_who_as_what_by_which_right_and_how_it_read(one_cast: Cast) -> None:
    seal, person = one_cast.son.sees("/audit/signatures")["items"]
    assert (person["kind"], person["capacity"], person["key_kind"]) == ("person", "TM", "pkcs12")
    assert person["position"] == "Chủ tịch, UBND huyện Hoằng Hóa"
    assert (seal["kind"], seal["account"], seal["code"]) == ("seal", "vanthu.huyen", "01/UBND-VHTT")
    assert person["verdict"] == seal["verdict"] == "valid" and seal["trusted_at"]
    page = one_cast.son.browser().get("/audit/signatures").text
    for word in (one_cast.minh.actor.name, "ký thay mặt (TM)", "01/UBND-VHTT", "Hợp lệ lúc ký"):
        assert word in page, word


TODAY, LATER = today().isoformat(), (today() + dt.timedelta(days=1)).isoformat()


BOTH = ["seal", "person"]
ASKED = {
    "q=trinh+quang+minh": ["person"], "q=vanthu.huyen": ["seal"], "q=01/UBND": BOTH, "q=%25": [],
    "position=Chủ+tịch": ["person"], "position=Trưởng+phòng": [], "agency=huyen": BOTH,
    "agency=hoangphu": [], "kind=seal": ["seal"], "verdict=valid": BOTH, "verdict=invalid": [],
    "verdict=voided": [], "key_kind=pkcs12": BOTH, "key_kind=csc": [],
    f"signed_from={TODAY}&signed_to={TODAY}": BOTH, f"signed_from={LATER}": [],
    "kind=person&q=vanthu.huyen": [],
}  # fmt: skip


def test_each_condition_leaves_what_it_says(one_cast: Cast) -> None:
    son = one_cast.son.browser()
    for asked, kinds in ASKED.items():
        assert found(one_cast, asked) == kinds, asked
        page = son.get(f"/audit/signatures?{asked}").text
        assert page.count('<a href="/audit/signatures/') == len(kinds), asked


def test_what_others_took_back_is_found_by_that(one_cast: Cast) -> None:
    change(Signature, {"kind": "person"}, voided_at=dt.datetime.now(dt.UTC))
    assert found(one_cast, "verdict=voided") == ["person"]


def copied(count: int) -> None:
    """So many more signatures like the one that Minh made, on papers of long names."""
    rows = table(Signature)
    first = dict(db.session.execute(select(rows).where(rows.c.kind == "person")).mappings().one())
    change(OutgoingDocument, {"id": 1}, subject=SUBJECTS[0], code="1234/KH-UBND")
    with transaction() as session:
        session.execute(insert(rows), [first | {"id": 100 + n} for n in range(count)])
    db.session.rollback()


def test_fifty_rows_are_one_page_within_its_weight_and_cost_what_one_costs(one_cast: Cast) -> None:
    son = one_cast.son.browser()
    son.get("/audit/signatures")
    with statements() as few:
        son.get("/audit/signatures")
    copied(55)
    with statements() as many:
        page = son.get("/audit/signatures")
    assert len(many) == len(few) <= 6, many
    assert page.text.count('<a href="/audit/signatures/') == 50
    assert len(page.data) <= 25 * 1024
    assert "cursor=105" in page.text
    assert len(found(one_cast, "cursor=105")) == 7


def test_nobody_but_an_auditor_opens_the_room(one_cast: Cast) -> None:
    for hand in (one_cast.lan, one_cast.minh, one_cast.kien):
        refused(hand.asks("GET", "/audit/signatures"), "not_allowed")
        assert hand.browser().get("/audit/signatures").status_code == 403
    assert 'href="/audit"' not in one_cast.lan.browser().get("/").text
    assert 'href="/audit"' in one_cast.son.browser().get("/").text


@pytest.mark.parametrize(
    ("asked", "index"),
    [({"agency": "hoangphu"}, "ix_signatures_agency"),
     ({"position": "Chủ tịch"}, "ix_signatures_position")],
)  # fmt: skip
def test_a_rare_agency_and_a_posts_words_are_looked_up(app, asked, index):
    """On each database; PostgreSQL walks a table only where no index would do."""
    cast = Cast(app)
    desk.as_sealed(cast)
    assert index in plan_of(listed(asked).limit(PAGE + 1))


def test_the_posts_are_read_from_leaf_to_leaf_of_the_index(app):
    desk.as_sealed(Cast(app))
    assert set(posts_like("")) == {
        "Chủ tịch, UBND huyện Hoằng Hóa",
        "Văn thư, Văn phòng HĐND và UBND",
    }
    assert posts_like("chu tich") == ["Chủ tịch, UBND huyện Hoằng Hóa"]
    plan = plan_of(_POSTS)
    assert "ix_signatures_position" in plan
    assert not re.search(r"SCAN signatures(?! USING COVERING)|Seq Scan on signatures", plan)


def plan_of(asked) -> str:
    name = db.engine.dialect.name
    said = str(asked.compile(db.engine, compile_kwargs={"literal_binds": True})).replace("%%", "%")
    with transaction() as session:
        connection = session.connection()
        if name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL enable_sort = off")
        told = connection.exec_driver_sql(EXPLAIN[name] + said.replace("%", "%%"))
        return "\n".join(str(row[-1]) for row in told)
