"""Councils and committees end with their agency, and go on where it only gets another name."""

from sqlalchemy import select

from server.admin.organisation import bodies
from server.database import db
from server.documents.outgoing import capacity
from server.org.bodies import AdvisoryBody, bodies_of
from tests.cast import Cast
from tests.office import papers
from tests.office.admin.desk import kien, position
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.office.reorganising import test_renamed as renamed
from tests.office.reorganising.merging import approved, at_midnight, done, tomorrow

TOWN = renamed.NewName(
    name="Ủy ban nhân dân thị xã Hoằng Hóa", short_name="UBND thị xã Hoằng Hóa",
    abbreviation="UBND", place_name="Hoằng Hóa",
)  # fmt: skip
TEAM = bodies.Body(
    name="Ban Chỉ đạo Chuyển đổi số xã Hoằng Phú", short_name="Ban Chỉ đạo", abbreviation="BCĐ",
    decision_code="12/QĐ-UBND", may_use_seal=True, members=("chutich.hoangphu: Trưởng ban",),
)  # fmt: skip


def test_under_another_name_the_committee_goes_on_with_its_papers(one_cast: Cast):
    path = papers.drafted(one_cast, in_name_of="BCĐ", doc_type="Kế hoạch")
    moved = done(renamed.approved(renamed.drafted("huyen", TOWN)))["moved"]
    new = renamed.now_called("huyen")
    with at_midnight():
        (body,) = bodies_of(new.id)
        assert (moved["bodies"], body.decision_code) == (1, "1620/QĐ-UBND")
        assert [one.title for one in body.leadership][0] == "Trưởng ban"
        assert body.leadership[0].post_id == position("chutich.huyen").id
        paper = paper_of(path)
        assert (paper.agency_id, paper.issuing_body_id) == (new.id, body.id)
        assert capacity.refusal(paper) == ""


def test_of_a_commune_that_is_no_more_it_ends_and_its_draft_is_the_new_ones(one_cast: Cast):
    bodies.settle(kien(), "hoangphu", TEAM)
    plan = papers.DRAFT | {
        "in_name_of": "BCĐ", "signer": "chutich.hoangphu", "to": [], "for_info": ["huyen"],
        "doc_type": "Kế hoạch",
    }  # fmt: skip
    path = f"/outgoing/{ok(one_cast.cv_xa.asks('POST', '/outgoing', json=plan))['id']}"
    assert done(approved())["moved"]["bodies"] == 0
    ended = db.session.scalars(select(AdvisoryBody).filter_by(name=TEAM.name)).one()
    assert ended.valid_to == tomorrow()
    with at_midnight():
        paper = paper_of(path)
        assert bodies_of(paper.agency_id) == [] and paper.agency_id != ended.agency_id
        assert paper.issuing_body is None and "in_name_of" not in paper.current.fields
