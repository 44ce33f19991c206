"""Tuấn, who signs by order of the chair (TL), leaves: who signs his letters now (ORG-03)."""

import html

import pytest

from server.documents.outgoing.printing import sheet_of
from server.handing_over import fitness, looking, services, things
from server.handing_over.models import WorkHandover
from server.org.models import Appointment
from tests.cast import Cast
from tests.office.admin.desk import actor, kien
from tests.office.handing_over.leaver import begun, confirmed, ended, given
from tests.office.outcome import history, state_of
from tests.office.outgoing import desk
from tests.office.outgoing.desk import paper_of
from tests.office.papers import ok
from tests.office.people.test_capacity import handed_on
from workflows import Refused

VICE = "phochutich.huyen"
CHIEF, DEPUTY = "chanhvp.huyen", "kiemnhiem.huyen"
INVITES = {"signer": CHIEF, "capacity": "TL", "doc_type": "Giấy mời"}


def his(cast: Cast) -> list[str]:
    """One that is being drafted, one before him, one that he approved and has not signed."""
    drafted, before_him = desk.drafted(cast, **INVITES), desk.checked(cast, **INVITES)
    approved = desk.checked(cast, **INVITES)
    ok(cast.tuan.does(approved, "approve"))
    return [drafted, before_him, approved]


def left(one: WorkHandover, *takers: str) -> None:
    confirmed(one, actor(CHIEF), *map(actor, takers))
    services.hand_over(kien(), one.id)


def why(act, *args, **more) -> str:
    with pytest.raises(Refused) as no:
        act(*args, **more)
    return no.value.reason


def signers(paths: list[str]) -> set[tuple[str, str]]:
    return {(paper_of(path).signer.account, paper_of(path).capacity) for path in paths}


def test_his_deputy_does_not_get_them_by_a_mandate_that_ends_with_him(one_cast: Cast) -> None:
    """They went to her, and each was refused to her when it had been checked twice more."""
    handed_on(one_cast)
    his(one_cast)
    one = begun(CHIEF)
    given(one, DEPUTY, "outgoing")
    ended(one, "mandates")
    assert len(looking.seen(one).unfit) == 3
    assert why(services.present, kien(), one.id) == "takers_may_have_it"
    assert why(given, one, DEPUTY, "outgoing") == "taker_signs_by_what_ends"


@pytest.mark.parametrize("state", range(3))
def test_the_chair_signs_them_himself_and_whoever_opens_one_reads_so(
    one_cast: Cast, state: int
) -> None:
    handed_on(one_cast)
    paths = his(one_cast)
    one = begun(CHIEF)
    given(one, "chutich.huyen", "outgoing")
    ended(one, "mandates")
    left(one, "chutich.huyen")
    assert signers(paths) == {("chutich.huyen", "DIRECT")}, "they were in the chair's name"
    path = paths[state]
    assert state_of(path) == "DRAFT", "what was approved by another begins again"
    assert history(path)[-1].transition == "change_signer"
    page = html.unescape(one_cast.nam.browser().get(path).text)
    assert "Đổi người ký vì người ký thôi giữ chức vụ" in page
    assert "Phạm Anh Tuấn bàn giao cho Trịnh Quang Minh" in page


def test_what_a_deputy_signs_for_the_committee_stays_the_committees(one_cast: Cast) -> None:
    """KT. under TM. ỦY BAN NHÂN DÂN; signed by the chair it is TM, not his own (article 13.2)."""
    path = desk.checked(one_cast, signer=VICE, capacity="KT")
    assert sheet_of(paper_of(path)).authority[0] == "TM. ỦY BAN NHÂN DÂN"
    one = begun(VICE)
    given(one, "chutich.huyen", "outgoing")
    assert fitness.signing_capacity(paper_of(path), given_to(one)) == "TM"


def given_to(one: WorkHandover) -> Appointment:
    return next(it.taker for it in things.things(one) if it.kind == "outgoing")
