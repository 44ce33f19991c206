"""Whatever somebody writes into a field is words on every page that shows it, never markup."""

import io
import re

import pytest
from flask import Flask

from server.database import db
from server.org import queries
from tests.cast import Cast, Hand
from tests.office.papers import DRAFT, due, fields, ok, scan

IMG = '"><img src=x onerror=alert(1)>'
MARK = "<b>z9</b>"
TAG = re.compile(r"<img src=x|<b>z9|<script>z9|<svg/onload|onerror=alert\(1\)[^&]*>")


@pytest.fixture
def cast(one_app: Flask) -> Cast:
    return Cast(one_app)


def _came(cast: Cast) -> str:
    """An incoming paper whose every word is a trap, brought as far as its officer."""
    said = fields(number=MARK, notation=IMG, issuer=f"Sở {IMG}", subject=f"V/v {IMG} {MARK}")
    name = f"a{MARK.replace('/', '')}<img src=x>.pdf"
    got = cast.lan.asks("POST", "/incoming", data={"file": (io.BytesIO(scan()), name), **said})
    path = f"/incoming/{ok(got)['id']}"
    ok(cast.lan.does(path, "register", {"reason": f"Lý do {IMG}"}))
    ok(cast.lan.does(path, "present"))
    order = {"text": f"Giao {IMG}", "lead": "vhtt", "cooperate": ["tckh"], "due_at": due(10)}
    ok(cast.minh.does(path, "direct", order))
    ok(cast.hoa.does(path, "assign", {"person": "chuyenvien.huyen", "due_at": due(7)}))
    ok(cast.nam.does(path, "start"))
    ok(cast.tckh.does(path, "contribute", {"text": f"Ý kiến {IMG}"}))
    ok(cast.nam.does(path, "request_extension", {"until": due(8), "reason": f"Hạn {IMG}"}))
    return path


def _went(cast: Cast) -> str:
    """A draft that was consulted on, with traps in all its words."""
    words = {
        "subject": f"V/v {IMG}",
        "body": [f"Nội dung {IMG}.", "Hết./."],
        "bases": [f"Căn cứ {IMG}"],
    }
    path = f"/outgoing/{ok(cast.nam.asks('POST', '/outgoing', json=DRAFT | words))['id']}"
    ok(cast.nam.does(path, "consult", {"units": ["tckh"], "due_at": due(3)}))
    ok(cast.tckh.does(path, "opine", {"text": f"Góp ý {IMG}"}))
    ok(cast.nam.does(path, "end_consultation"))
    return path


def _rename(*accounts: str) -> None:
    for account in accounts:
        person = queries.person_by_account(account)
        assert person is not None
        person.full_name = f"{person.full_name} {IMG}"
    db.session.commit()


def _looks(hand: Hand, *pages: str) -> str:
    """All these pages as one text, none of them with a trap that opened."""
    browser, texts = hand.browser(), []
    for page in pages:
        got = browser.get(page, follow_redirects=True)
        assert got.status_code in (200, 404), (hand.account, page)
        assert not TAG.search(got.text), (hand.account, page, TAG.search(got.text))
        texts.append(got.text)
    return "\n".join(texts)


def test_no_page_of_a_paper_speaks_html_that_somebody_wrote(cast: Cast) -> None:
    came, went = _came(cast), _went(cast)
    _rename("chuyenvien.huyen", "chutich.huyen", "truongphong.huyen")
    pages = ("/", "/incoming", "/outgoing", "/registers", "/notices", "/watching", came, went)
    for hand in (cast.lan, cast.minh, cast.hoa, cast.tckh):
        _looks(hand, *pages)
    shown = _looks(cast.nam, *pages, f"{went}/edit")
    for words in (
        "Sở",
        "V/v",
        "Lý do",
        "Giao",
        "Ý kiến",
        "Hạn",
        "Góp ý",
        "Nội dung",
        "Căn cứ",
    ):
        assert re.search(rf"{words} (?:&#34;|&quot;)&gt;&lt;img", shown), f"{words} stood nowhere"


ASKED = f"?q={IMG}&code={IMG}&state={IMG}&cursor={IMG}&agency={IMG}&next={IMG}&urgency={IMG}"


PAGES = {
    "lan": (
        "/ /incoming /outgoing /registers/in/2026 /registers/follow/2026 /notices /exchange /scans "
        "/outgoing/new /incoming/arrive /login /verify /incoming/999999 /no<b>z9</b>room"
    ),
    "kien": (
        "/people /people/places /people/new /people/pending /delegations /absences /people/<b>z9<b>"
    ),
    "minh": "/ /people/pending /outgoing",
}


def test_no_page_repeats_its_address_as_markup(cast: Cast) -> None:
    for name, pages in PAGES.items():
        browser = getattr(cast, name).browser()
        for page in pages.split():
            got = browser.get(page + ASKED)
            assert got.status_code in (200, 302, 403, 404, 422), (page, got.status_code)
            assert not TAG.search(got.text), (page, TAG.search(got.text))


def test_what_was_typed_wrongly_comes_back_as_words(cast: Cast) -> None:
    browser = cast.kien.browser()
    for path in ("/people/new", "/delegations", "/absences", "/people/places"):
        page = browser.get(path).text
        token = page.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
        names = set(re.findall(r'name="([a-z_]+)"', page)) - {"csrf_token", "op"}
        actions = set(re.findall(r'<form[^>]*action="([^"]+)"', page)) | {path}
        for action in actions - {"/logout"}:
            got = browser.post(action, data=dict.fromkeys(names, IMG) | {"csrf_token": token})
            assert not TAG.search(got.text), action
