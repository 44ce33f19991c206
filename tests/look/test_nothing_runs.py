"""Whatever is written into a field, nothing of it runs in a browser (PEERS §4, 19).

Three hundred and sixty traps stand in each kind of words that somebody may write, and in the
address. The browser is told to pass over the policy of the house (`app.POLICY`), which would stop
them all: it must not be needed.
"""

import io
from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from server.clock import today
from server.database import db
from server.org import queries
from tests.cast import Cast
from tests.look import hall
from tests.look.traps import CORPUS, TRAPS
from tests.office import papers

opens = hall.opens
ELEMENTS = (
    "[onload],[onerror],[onfocus],[ontoggle],[onbegin],[onstart],[onanimationstart],[srcdoc],"
    "[onmouseover],[href^='javascript:'],[src^='javascript:'],[hx-on\\:\\:load],base,marquee"
)
"""What a trap that opened leaves in a page, whether it ran or not."""


def _by(many: int) -> list[str]:
    return ["".join(CORPUS[at : at + many]) for at in range(0, len(CORPUS), many)]


@pytest.fixture
def pages(one_cast: Cast) -> list[str]:
    """An office whose every word is a trap, and where it is read."""
    letters = [_arrived(one_cast, n, words) for n, words in enumerate(_by(8))]
    talk = papers.presented(one_cast)
    for words in _by(15):
        papers.ok(one_cast.lan.asks("POST", f"{talk}/remarks", json={"text": words}))
    draft = papers.DRAFT | {"body": [*CORPUS, "Hết./."], "bases": [*CORPUS[:40]]}
    draft |= {"subject": "".join(CORPUS[60:64])}
    path = f"/outgoing/{papers.ok(one_cast.nam.asks('POST', '/outgoing', json=draft))['id']}"
    for account, words in (("truongphong.huyen", CORPUS[74]), ("chuyenvien.huyen", CORPUS[38])):
        person = queries.person_by_account(account)
        assert person is not None
        person.full_name = words
    db.session.commit()
    books = f"/registers/in/{today().year}"
    return ["/", "/incoming", "/outgoing", books, "/search?q=hit", talk, path, *letters[::9]]


def _arrived(cast: Cast, n: int, words: str) -> str:
    """A letter with eight traps: in its subject, its issuer and the name of its file."""
    file = (io.BytesIO(papers.scan(f"Công văn {n}")), f"{CORPUS[8 * n]}.pdf")
    said = papers.fields(number=str(n), subject=words[:490], issuer=CORPUS[8 * n + 7])
    got = papers.ok(cast.lan.asks("POST", "/incoming", data={"file": file, **said}))
    path = f"/incoming/{got['id']}"
    papers.ok(cast.lan.does(path, "register"))
    return path


def test_no_page_that_shows_them_lets_one_run(
    opens: Callable[[str], hall.Room], one_cast: Cast, pages: list[str]
) -> None:
    ran: list[str] = []
    lan, nam = (_watched(opens(""), hand, ran) for hand in (one_cast.lan, one_cast.nam))
    asked = [f"/search?q={quote(trap)}" for trap in TRAPS]
    for path in (*pages, *asked, f"/incoming?q={quote(CORPUS[36])}"):
        tab = nam if path.startswith("/outgoing") else lan
        tab.goto(path)
        tab.wait_for_function("document.documentElement.classList.contains('js')")
        assert tab.locator(ELEMENTS).count() == 0, path
        assert ran == [], path
    assert lan.goto(pages[5]) and lan.content().count("hit()") >= len(CORPUS), "they stand there"


def _watched(room: hall.Room, hand: hall.Hand, ran: list[str]) -> Page:
    """A browser that knows no policy, and notes what runs."""
    tab = room.comes(hand, "/post", bypass_csp=True)
    tab.expose_function("hit", lambda: ran.append(tab.url))
    tab.on("dialog", lambda box: ran.append(box.message))
    return tab
