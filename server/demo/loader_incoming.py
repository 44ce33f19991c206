"""Papers that came in, as the acts of those who handled them would have left them."""

from collections.abc import Callable, Mapping
from typing import Any

from server.demo.loader_directory import Directory
from server.demo.loader_outgoing import document_id
from server.demo.loader_pages import Kept
from server.demo.loader_walk import Walk
from server.demo.papers_shape import IncomingPaper, Step
from server.documents.incoming.models import Contribution, Directive, IncomingDocument
from workflows.incoming import Verdict

BOOK = "IN"
UNSIGNED = "Tệp lưu là bản in của văn bản, không kèm chữ ký số; đã đối chiếu với nơi gửi."
"""Why the clerk registered an electronic letter of whose file only a copy is kept (IN-T07)."""


def received(directory: Directory, given: IncomingPaper, number: int) -> IncomingDocument:
    """The paper as it arrived."""
    agency = directory.agencies[given.agency]
    electronic = given.channel == "electronic"
    return IncomingDocument(
        id=number,
        agency=agency,
        agency_id=agency.id,
        state=given.state,
        doc_type=given.doc_type,
        subject=given.bare_subject,
        urgency=given.urgency,
        issuer=given.issuer,
        number=given.number,
        notation=given.notation,
        issued_on=given.issued_on,
        arrived_at=given.arrived_at,
        created_at=given.arrived_at,
        electronic=electronic,
        organ_id=directory.agencies[given.issuer_code].organ_id if electronic else "",
        message_id=document_id(given.source or given.key) if electronic else "",
        file_sha256="",
        informed=[],
        report_back=False,
        extensions=0,
        request="",
    )


class Receiving:
    """One paper's walk; `line` is its line in the register, `orders` its written directives."""

    def __init__(self, directory: Directory, given: IncomingPaper, paper: IncomingDocument) -> None:
        self.directory, self.given, self.paper = directory, given, paper
        self.walk = Walk(paper)
        self.orders: list[Directive] = []
        self.line: dict[str, Any] = {}

    def go(self, kept: Kept, reply: tuple[int, str] | None) -> Walk:
        """`reply`: id and code of the paper that answered it."""
        self.paper.file_sha256 = kept.last.sha256
        self.paper.verification = kept.read
        self.reply = reply
        for step in self.given.history:
            BEFORE.get(step.name, _nothing)(self, step)
            actor = self.directory.actor(self.given.agency, step.account)
            self.walk.take(actor, step.name, step.at, self._reason(step))
            AFTER.get(step.name, _nothing)(self, step)
        return self.walk

    def _reason(self, step: Step) -> str:
        """What stands in the history: a directive is kept by itself, a reply as a link."""
        if step.name == "register" and self.paper.verdict == Verdict.NOT_SIGNED:
            return UNSIGNED
        if step.name == "direct" or (step.name == "propose_close" and self.reply):
            return ""
        return step.text.partition(": ")[2] if step.name == "return" else step.text

    def post(self, account: str) -> int:
        return self.directory.posts[account].id


def _nothing(_one: Receiving, _step: Step) -> None:
    pass


def _verified(one: Receiving, _step: Step) -> None:
    """The verdict on the very file that is kept: the copy of an old one bears no signature."""
    paper = one.paper
    if paper.electronic and not paper.verification:
        paper.verification = {"word": Verdict.NOT_SIGNED}
    paper.verdict = paper.verification.get("word", Verdict.PAPER)


def _register(one: Receiving, step: Step) -> None:
    paper = one.paper
    paper.year, paper.registered_on = step.at.year, step.at.date()
    paper.arrival_no = one.given.arrival_no
    one.line = {
        "agency_id": paper.agency_id,
        "direction": "IN",
        "book": BOOK,
        "year": paper.year,
        "numbered_on": paper.registered_on,
        "number": paper.arrival_no,
        "paper_id": paper.id,
        "entered_on": paper.arrived_at.date(),
        "issuer": paper.issuer,
        "code": paper.code,
        "issued_on": paper.issued_on,
        "doc_type": paper.doc_type,
        "subject": paper.subject,
    }


def _present(one: Receiving, step: Step) -> None:
    account = step.to
    head = one.directory.heads[one.given.agency]
    one.paper.presented_to_id = one.post(account) if account else head.id


def _inform(one: Receiving, step: Step) -> None:
    party = one.directory.party(one.given.agency, step.to)
    one.paper.informed = [{"seat": party.seat, "name": party.name}]
    one.paper.directed_by_id = one.post(step.account)
    one.line |= {"recipients": party.name, "handed_on": step.at.date()}


def _direct(one: Receiving, step: Step) -> None:
    paper, agency, order = one.paper, one.given.agency, one.given.directive
    assert order
    lead = one.directory.party(agency, order.lead)
    paper.lead_unit_id = lead.unit.id if lead.unit else None
    paper.due_at = order.due_at
    paper.directed_by_id, paper.directed_at = one.post(step.account), step.at
    paper.contributions[:] = [_asked(one, code) for code in order.cooperate]
    one.line |= {
        "recipients": lead.name,
        "handed_on": step.at.date(),
        "unit_id": paper.lead_unit_id,
    }
    one.orders.append(_order(one, step, lead.name))


def _asked(one: Receiving, code: str) -> Contribution:
    party = one.directory.party(one.given.agency, code)
    return Contribution(
        unit_id=party.unit.id if party.unit else None,
        position_id=party.post.id if party.post else None,
        name=party.name,
        seat=party.seat,
        due_at=one.paper.due_at,
        state="OPEN",
    )


def _order(one: Receiving, step: Step, lead: str) -> Directive:
    actor = one.directory.actors[step.account]
    return Directive(
        incoming_id=one.paper.id,
        at=step.at,
        person_id=actor.person_id,
        name=actor.name,
        position=actor.post,
        text=step.text,
        lead=lead,
        due_at=one.paper.due_at,
        orders={
            "cooperate": [helper.name for helper in one.paper.contributions],
            "for_information": [],
        },
    )


def _assign(one: Receiving, step: Step) -> None:
    one.paper.assignee_id = one.post(step.to)
    one.paper.person_due_at = step.due or one.paper.due_at
    if one.paper.lead_unit_id:
        _sign_for(one, step)


def _sign_for(one: Receiving, step: Step) -> None:
    """Who took it: the head of the unit that leads, in a commune the officer himself."""
    name = one.directory.actors[step.account].name
    one.line["receipt"] = f"{name}, {step.at:%d/%m/%Y}"


def _started(one: Receiving, step: Step) -> None:
    if not one.paper.lead_unit_id:
        _sign_for(one, step)


def _contribute(one: Receiving, step: Step) -> None:
    actor = one.directory.actors[step.account]
    mine = next(c for c in one.paper.contributions if c.state == "OPEN" and c.seat in actor.seats)
    mine.state, mine.text, mine.by_name, mine.at = "GIVEN", step.text, actor.name, step.at


def _extend(one: Receiving, step: Step) -> None:
    """A day beyond the leader's is his to grant (IN-T17)."""
    one.paper.extension_until, one.paper.extension_reason = step.due, step.text
    one.paper.granter_id = one.paper.directed_by_id


def _propose(one: Receiving, step: Step) -> None:
    if one.reply:
        one.paper.reply_id, one.paper.reply_code = one.reply
    else:
        one.paper.no_reply_reason = step.text


def _proposed(one: Receiving, step: Step) -> None:
    one.paper.done_at = step.at


def _close(one: Receiving, _step: Step) -> None:
    one.line["note"] = one.paper.reply_code or one.paper.no_reply_reason


def _taken_back(one: Receiving, _step: Step) -> None:
    one.line["note"] = "Đã thu hồi"


Effect = Callable[[Receiving, Step], None]
BEFORE: Mapping[str, Effect] = {
    "register": _register,
    "present": _present,
    "pass_up": _present,
    "for_info": _inform,
    "direct": _direct,
    "assign": _assign,
    "contribute": _contribute,
    "request_extension": _extend,
    "propose_close": _propose,
}
AFTER: Mapping[str, Effect] = {
    "verify": _verified,
    "start": _started,
    "propose_close": _proposed,
    "close": _close,
    "recall_received": _taken_back,
}
"""What each act writes besides the step: before it is heard, and after."""
