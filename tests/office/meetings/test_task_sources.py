"""What a task comes from: the document that it is given by, and who reads that (DOMAIN §11.1)."""

from server.exchange.carrier import carry
from tests.cast import Cast
from tests.office import papers
from tests.office.incoming import desk
from tests.office.meetings.test_tasks_given import given, no
from tests.office.outcome import refused


def test_a_commune_is_given_nothing_by_a_document_that_lies_here_still(one_cast: Cast):
    """It names the commune and is sealed; nobody there has it."""
    letter = papers.sealed(one_cast)
    said = {"lead": "hoangphu", "source": letter.strip("/")}
    no(one_cast.minh, "lead_needs_a_document", **said)
    page = one_cast.minh.browser().get(f"/tasks/new?source={letter.strip('/')}").text
    assert 'value="vhtt"' in page and 'value="hoangphu"' not in page
    papers.ok(one_cast.lan.does(letter, "dispatch"))
    given(one_cast.minh, **said)
    assert one_cast.anh.asks("GET", letter).status_code == 404, "she has it as it came to her"


def test_a_commune_is_led_to_the_document_as_it_came_to_her(one_cast: Cast):
    """Her task said `số 426 trong hệ thống`, and the link led to the district's page: a no."""
    letter = papers.dispatched(one_cast)
    carry()
    path = given(one_cast.minh, lead="hoangphu", source=letter.strip("/"))
    page = one_cast.anh.browser().get(path).text
    assert f'href="{letter}"' not in page, "nobody is led to a door that is shut"
    (own,) = one_cast.dao.sees("/incoming")["items"]
    came = f"/incoming/{own['id']}"
    papers.ok(one_cast.dao.does(came, "register"))
    papers.ok(one_cast.dao.does(came, "present"))
    page = one_cast.anh.browser().get(path).text
    assert f'href="{came}"' in page and one_cast.minh.sees(letter)["code"] in page
    assert f'href="{letter}"' in one_cast.minh.browser().get(path).text


def test_of_what_may_be_a_secret_no_task_is_given_until_it_is_released(one_cast: Cast):
    """Minh, who releases it, knows that it is here: who led the task would read it."""
    letter = desk.arrived(one_cast)
    papers.ok(one_cast.lan.does(letter, "quarantine", {"reason": "Có dấu MẬT"}))
    said = {"lead": "tckh", "source": letter.strip("/")}
    no(one_cast.minh, "not_found", **said)
    papers.ok(one_cast.minh.does(letter, "release", {"reason": "Không phải mật."}))
    assert one_cast.tckh.asks("GET", letter).status_code == 404
    papers.ok(one_cast.lan.does(letter, "register"))
    papers.ok(one_cast.lan.does(letter, "present"))
    given(one_cast.minh, **said)
    assert one_cast.tckh.asks("GET", letter).status_code == 200


def test_who_is_given_it_again_reads_its_document_and_is_no_agency_that_lacks_it(one_cast: Cast):
    """What holds of giving holds of giving again (TK-T02)."""
    letter = papers.registered(one_cast)
    papers.ok(one_cast.lan.does(letter, "present"))
    path = given(one_cast.minh, lead="tckh", source=letter.strip("/"))
    papers.ok(one_cast.tckh.does(path, "return", {"reason": "Việc của văn hóa"}))
    assert one_cast.hoa.asks("GET", letter).status_code == 404
    again = one_cast.minh.does(path, "give_again", {"lead": "hoangphu"})
    refused(again, "lead_needs_a_document")
    papers.ok(one_cast.minh.does(path, "give_again", {"lead": "vhtt"}))
    assert one_cast.hoa.asks("GET", letter).status_code == 200


def test_who_helps_reads_its_document_too(one_cast: Cast):
    letter = papers.registered(one_cast)
    papers.ok(one_cast.lan.does(letter, "present"))
    given(one_cast.minh, lead="vhtt", cooperate=["cv-tckh.huyen"], source=letter.strip("/"))
    assert one_cast.cv_tckh.asks("GET", letter).status_code == 200
