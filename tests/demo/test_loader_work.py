"""What waits in the loaded district is taken up by its people through the offices' own services."""

import pytest
from sqlalchemy import select

from server import press
from server.clock import today
from server.database import db
from server.demo.cast import PIN
from server.desks.models import Desk
from server.documents.delivery.models import Delivery
from server.documents.delivery.queries import deliveries_of
from server.documents.incoming import arriving, directing, handling
from server.documents.incoming.directing import Order
from server.documents.incoming.models import IncomingDocument
from server.documents.outgoing import checking
from server.documents.outgoing.drafts import drafting
from server.documents.outgoing.models import OutgoingDocument
from server.documents.outgoing.sending import issuing
from server.documents.outgoing.signatures import signing
from server.files import store
from server.office import office
from server.org import queries
from server.papers.services import Ref
from server.registers.models import Register
from workflows import Refused

pytestmark = pytest.mark.usefixtures("workday")
INCOMING, OUTGOING = "incoming", "outgoing"


@pytest.fixture
def on_desk(acting):
    """The oldest paper that lies with somebody for a verb."""

    def find(account: str, kind: str, verb: str, **wanted) -> int:
        model = IncomingDocument if kind == INCOMING else OutgoingDocument
        desks = select(Desk.paper_id).where(
            Desk.seat.in_(acting(account).seats), Desk.paper_kind == kind, Desk.verb == verb
        )
        mine = select(model.id).where(model.id.in_(desks)).filter_by(**wanted)
        paper_id = db.session.scalar(mine.order_by(model.id).limit(1))
        assert paper_id, (account, verb)
        return paper_id

    return find


def test_the_clerk_registers_what_arrived_under_the_next_number(acting, on_desk) -> None:
    lan = acting("vanthu.huyen")
    book = db.session.get(Register, (lan.agency_id, "IN", today().year))
    last = book.last if book else 0  # on the first day of a year nothing was entered yet
    paper = arriving.register(lan, Ref(on_desk("vanthu.huyen", INCOMING, "register")), fields={})
    assert (paper.state, paper.arrival_no) == ("REGISTERED", last + 1)


def test_the_clerk_presents_what_was_registered(acting, on_desk) -> None:
    ref = Ref(on_desk("vanthu.huyen", INCOMING, "present"))
    assert directing.present(acting("vanthu.huyen"), ref).state == "PRESENTED"


def test_the_chair_directs_what_was_presented(acting, on_desk) -> None:
    order = Order(text="Giao Phòng VH-TT tham mưu.", lead=["vhtt"], cooperate=["tckh"])
    ref = Ref(on_desk("chutich.huyen", INCOMING, "direct"))
    assert directing.direct(acting("chutich.huyen"), ref, order=order).state == "DIRECTED"


def test_the_head_of_the_unit_assigns_what_was_directed(acting, on_desk) -> None:
    ref = Ref(on_desk("truongphong.huyen", INCOMING, "assign"))
    paper = handling.assign(acting("truongphong.huyen"), ref, person="chuyenvien.huyen")
    assert paper.state == "ASSIGNED"


def test_the_officer_starts_finishes_and_the_head_closes(acting, on_desk) -> None:
    nam, hoa = acting("chuyenvien.huyen"), acting("truongphong.huyen")
    ref = Ref(on_desk("chuyenvien.huyen", INCOMING, "start"))
    paper = handling.start(nam, ref)
    for one in list(paper.contributions):
        handling.waive_contribution(hoa, ref, who=one.name, reason="Đã trao đổi trực tiếp.")
    handling.propose_close(nam, ref, no_reply_reason="Không cần trả lời.")
    assert handling.close(hoa, ref).state == "DONE"


def test_whoever_set_the_day_grants_the_extension_that_was_asked(acting) -> None:
    asked = select(IncomingDocument).where(IncomingDocument.extension_until.is_not(None))
    paper = db.session.scalars(asked).first()
    assert paper is not None
    until, ref = paper.extension_until, Ref(paper.id)
    leader = queries.holder(paper.granter_id)
    assert leader is not None
    assert handling.grant_extension(acting(leader.account), ref).due_at == until


def test_the_officer_submits_his_draft_and_the_chair_approves_another(acting, on_desk) -> None:
    draft = Ref(on_desk("chuyenvien.huyen", OUTGOING, "submit"))
    assert drafting.submit(acting("chuyenvien.huyen"), draft).state == "SUBMITTED"
    waiting = Ref(on_desk("chutich.huyen", OUTGOING, "approve"))
    assert checking.approve(acting("chutich.huyen"), waiting).approved_by


def test_a_wrong_pin_signs_nothing_of_the_loaded_either(acting, on_desk) -> None:
    ref = Ref(on_desk("chutich.huyen", OUTGOING, "sign"))
    with pytest.raises(Refused, match="wrong_pin"):
        signing.sign(acting("chutich.huyen"), ref, pin="000000")


def test_the_signer_signs_the_very_page_that_was_approved(acting, on_desk) -> None:
    ref = Ref(on_desk("chutich.huyen", OUTGOING, "sign"))
    paper = db.session.get_one(OutgoingDocument, ref.id)
    assert paper.file_sha256 == paper.current.page_sha256
    assert signing.sign(acting("chutich.huyen"), ref, pin=PIN).state == "SIGNED"


def test_the_clerk_numbers_a_signed_one_and_takes_it_to_its_recipients(acting, on_desk) -> None:
    lan = acting("vanthu.huyen")
    ref = Ref(on_desk("vanthu.huyen", OUTGOING, "number"))
    paper = issuing.number(lan, ref)
    book = f"OUT:{paper.series}"
    key = {"agency_id": lan.agency_id, "book": book, "year": paper.year}
    assert db.session.get_one(Register, tuple(key.values())).last == paper.number
    issuing.register(lan, ref)
    signing.seal(lan, ref, pin=PIN)
    assert issuing.dispatch(lan, ref).state == "DISPATCHED"
    assert deliveries_of(ref.id)


def test_a_registered_one_is_sealed_over_the_signature_that_was_loaded(acting, on_desk) -> None:
    ref = Ref(on_desk("vanthu2.huyen", OUTGOING, "seal"))
    paper = signing.seal(acting("vanthu2.huyen"), ref, pin=PIN)
    read = press.read_signatures(store().fetch(paper.file_sha256), office().cabinet)
    assert (paper.state, read["word"]) == ("SEALED", "VALID")


def test_a_sealed_one_is_dispatched(acting, on_desk) -> None:
    ref = Ref(on_desk("vanthu.huyen", OUTGOING, "dispatch"))
    assert issuing.dispatch(acting("vanthu.huyen"), ref).state == "DISPATCHED"


def test_the_newest_dispatched_papers_are_signed_and_sealed_in_their_files(acting) -> None:
    sent = select(OutgoingDocument).where(OutgoingDocument.state == "DISPATCHED")
    newest = db.session.scalars(sent.order_by(OutgoingDocument.dispatched_at.desc()).limit(5))
    for paper in newest:
        read = press.read_signatures(store().fetch(paper.file_sha256), office().cabinet)
        assert read["word"] == "VALID", paper.code
        assert [one.field for one in paper.signatures_made] == ["NguoiKy", "CoQuan"]
        assert paper.signatures_made[-1].output_sha256 == paper.file_sha256


def test_a_commune_works_on_what_the_district_sent_it(acting) -> None:
    clerk, chair = acting("vanthu.hoangphu"), acting("chutich.hoangphu")
    arrived = select(IncomingDocument.id).where(
        IncomingDocument.agency_id == chair.agency_id, IncomingDocument.state == "ARRIVED"
    )
    ref = Ref(db.session.scalars(arrived.limit(1)).one())
    arriving.register(clerk, ref, fields={})
    directing.present(clerk, ref)
    order = Order(text="Giao tham mưu thực hiện.", lead=["chuyenvien.hoangphu"])
    assert directing.direct(chair, ref, order=order).state == "ASSIGNED"


def test_a_sender_sees_how_far_each_recipient_has_come() -> None:
    heard = select(Delivery.state).where(Delivery.status_code != "").distinct()
    assert set(db.session.scalars(heard)) >= {"ACCEPTED", "COMPLETED", "PROCESSING", "RECALLED"}
