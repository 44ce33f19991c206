"""A cat on the keyboard: whoever presses anything on any page, with anything in it, breaks nothing.

Pages are opened by their own links and forms are sent with what stands in them, what might be
typed, or nonsense. Each answer is a page or a no in words; afterwards books, papers, signatures
and log still say the same (`congso ledger check`).
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from flask.testing import FlaskClient
from lxml import html

from tests.cast import Cast, Hand
from tests.office.front.filling import DAY, USUAL, WORDS
from tests.office.ledger.findings import found
from tests.walks.test_doors_that_open import ELSEWHERE, KIND_OF_PAGE, LINK

AT_WORK = ("lan", "minh", "hoa", "nam", "tuan", "thu", "kien")
TYPED = ("", "0", "-1", "12", DAY, f"{DAY} 08:00", "x" * 400, "<b>đậm</b>", "chutich.huyen", "2026")
SEED = 4
"""Twenty others were tried when this was written (28/11/2026)."""
PAGES, EACH = 60, 2
"""What each of them opens at the most; and how often one kind of form is sent by all together."""
FORM = re.compile(r"\d+|(?<=/people/)[a-z0-9-]+\.[a-z0-9]+|(?<==)[^&]*|\?.*")
APART = re.compile(r"/(logout|language|act-as)|/account/(password|sessions)")
"""Who signs out, or out of every browser, presses nothing any more."""

Fields = list[tuple[str, str]]


def buttons(page: str, here: str, chance: random.Random) -> Iterator[tuple[str, Fields]]:
    """Each form of a page that writes: where it goes, and what is sent with it this time."""
    for form in html.fromstring(page).forms:
        pressed = chance.choice(form.xpath(".//button") or [None])
        there = (pressed is not None and pressed.get("formaction")) or form.action or here
        if form.method == "POST" and there.startswith("/") and not APART.search(there):
            sent = [pair for tag in form.iter("input", "textarea", "select")
                    for pair in _sent(tag, chance)]  # fmt: skip
            if pressed is not None and pressed.get("name"):
                sent.append((pressed.get("name"), pressed.get("value") or ""))
            yield there, sent


def _sent(tag: Any, chance: random.Random) -> Fields:
    name, kind = tag.get("name"), tag.get("type", "text")
    if not name or kind == "file":
        return []
    if tag.tag == "select":
        offered = [one.get("value", "") for one in tag.iter("option")]
        return [(name, chance.choice(offered or [""]))]
    if kind in ("checkbox", "radio"):
        return [(name, tag.get("value", "on"))] if chance.random() < 0.5 else []
    stands = (tag.text if tag.tag == "textarea" else tag.get("value")) or ""
    if kind == "hidden" or (stands and chance.random() < 0.6):
        return [(name, stands)]
    return [(name, chance.choice([USUAL.get(name, WORDS.format(name)), *TYPED]))]


@dataclass
class Cat:
    """What it has opened and sent so far, by the kinds of pages and forms; what came of it."""

    chance: random.Random
    opened: Counter[str] = field(default_factory=Counter)
    sent: Counter[str] = field(default_factory=Counter)
    answers: Counter[int] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def sits_with(self, hand: Hand) -> None:
        """It goes where it was least, and sends what stands there."""
        browser, ways = hand.browser(), ["/"]
        for _page in range(PAGES):
            near = self.chance.sample(ways, min(len(ways), 15))
            here = min(near, key=lambda one: self.opened[KIND_OF_PAGE.sub("…", one)])
            self.opened[KIND_OF_PAGE.sub("…", here)] += 1
            page = _opened(browser, here)
            ways += sorted({one for one in LINK.findall(page) if not ELSEWHERE.match(one)})
            for there, fields in buttons(page, here, self.chance) if page else ():
                kind = FORM.sub("…", there)
                self.sent[kind] += 1
                if self.sent[kind] <= EACH:
                    self.presses(browser, here, there, fields)

    def presses(self, browser: FlaskClient, here: str, there: str, fields: Fields) -> None:
        data: dict[str, list[str]] = {}
        for name, value in fields:
            data.setdefault(name, []).append(value)
        with browser.post(there, data=data, buffered=True) as answer:
            self.answers[answer.status_code] += 1
            if answer.status_code >= 500:
                self.faults.append(f"{here} → {there}: {data}")


def _opened(browser: FlaskClient, here: str) -> str:
    with browser.get(here, follow_redirects=True, buffered=True) as got:
        assert got.status_code < 500, here
        return got.text if got.mimetype == "text/html" and got.status_code == 200 else ""


def test_whatever_is_pressed_nothing_breaks_and_the_log_agrees(full: Cast) -> None:
    cat = Cat(random.Random(SEED))
    for name in AT_WORK:
        cat.sits_with(getattr(full, name))
    assert cat.faults == []
    assert len(cat.sent) > 80 and cat.answers[302] > 40 and cat.answers[422] > 40, cat
    assert found() == []
