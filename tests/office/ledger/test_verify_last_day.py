"""Who signs in the morning of his last day held the post that the register names (DOMAIN §7.4)."""

from server.files import store
from server.org.models import Appointment
from tests.office import papers
from tests.office.citizen import ask
from tests.office.ledger.test_verify_page import DAY, citizen, document, office
from tests.office.outcome import change

__all__ = ["citizen", "office"]


def test_who_signed_in_the_morning_and_left_in_the_afternoon_held_his_post(office, citizen):
    paper = document(papers.dispatched(office))
    data = store().fetch(paper.file_sha256)
    post = next(iter(paper.signer.appointments))
    change(Appointment, {"id": post.id}, valid_to=paper.issued_on)
    assert "verdict valid" in ask(citizen, data).text
    change(Appointment, {"id": post.id}, valid_to=paper.issued_on - DAY)
    assert "verdict indeterminate" in ask(citizen, data).text, "the day before is another matter"
