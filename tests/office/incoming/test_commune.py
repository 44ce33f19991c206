"""A commune without units: the chair names a person, and closes himself (DOMAIN §4.2)."""

import pytest

from server.clock import today
from server.documents.incoming import arriving, directing
from server.papers.services import Ref
from tests.office.incoming.desk import paper_of
from tests.office.outcome import history, line_of, reads, refused, state_of, waits
from tests.office.papers import due, fields, ok

UOC = "chuyenvien.hoangphu"


@pytest.fixture
def path(cast) -> str:
    """A letter of the province before Ánh; Đào has registered it."""
    said = fields() | {"issued_on": None}
    paper = arriving.receive(cast.dao.actor, fields=said, files=[])
    arriving.register(cast.dao.actor, Ref(paper.id), fields={"issued_on": paper.created_at.date()})
    directing.present(cast.dao.actor, Ref(paper.id))
    return f"/incoming/{paper.id}"


def test_direct_to_a_person_is_directed_and_assigned_in_one_act(cast, path):
    order = {"text": "Giao đồng chí xử lý.", "lead": UOC, "due_at": due(5)}
    thing = ok(cast.anh.does(path, "direct", order))
    assert (thing["state"], thing["assignee"], thing["lead"]) == ("ASSIGNED", UOC, None)
    assert thing["person_due_at"] == due(5)
    taken = [(row.transition, row.account, row.target) for row in history(path)[-2:]]
    anh = "chutich.hoangphu"
    assert taken == [("direct", anh, "DIRECTED"), ("assign", anh, "ASSIGNED")]
    assert waits(cast.cv_xa, path) == {"start"}
    assert reads(cast.cv_xa, path)


def test_what_cannot_be_given_to_that_person_is_not_half_directed(cast, path):
    refused(cast.anh.does(path, "direct", {"text": "Giao", "lead": "vanthu.hoangphu"}),
            "has_fitting_person")  # fmt: skip
    refused(cast.anh.does(path, "direct", {"text": "Giao", "lead": "vhtt"}), "unknown_unit")
    refused(cast.anh.does(path, "direct", {"text": "Giao", "lead": "chuyenvien.huyen"}),
            "unknown_person")  # fmt: skip
    assert state_of(path) == "PRESENTED"
    assert paper_of(path).directed_by_id is None


def test_the_chair_grants_the_day_redirects_and_closes(cast, path):
    ok(cast.anh.does(path, "direct", {"text": "Giao", "lead": UOC, "due_at": due(5)}))
    other = {"text": "Giao lại", "lead": "motcua.hoangphu", "reason": "Đúng việc"}
    thing = ok(cast.anh.does(path, "redirect", other))
    assert (thing["state"], thing["assignee"]) == ("ASSIGNED", "motcua.hoangphu")
    assert thing["person_due_at"] == due(5)
    ok(cast.anh.does(path, "redirect", other | {"lead": UOC}))
    assert line_of(path).receipt == "", "Ánh gave it, nobody has taken it yet"
    ok(cast.cv_xa.does(path, "start"))
    assert line_of(path).receipt == f"{cast.cv_xa.actor.name}, {today():%d/%m/%Y}"
    ok(cast.cv_xa.does(path, "request_extension", {"until": due(6), "reason": "Bận"}))
    assert "grant_extension" in waits(cast.anh, path)
    assert ok(cast.anh.does(path, "grant_extension"))["person_due_at"] == due(6)
    ok(cast.cv_xa.does(path, "propose_close", {"no_reply_reason": "Xong"}))
    assert waits(cast.anh, path) == {"close"}
    ok(cast.anh.does(path, "close"))
    assert history(path)[-1].position.startswith("Chủ tịch")
