"""Each of the cast follows every link that a page shows, from page to page: none leads to a no.

A door is shown to whom it opens. The rights are tried elsewhere (`tests/matrix`); here it is asked
that nobody is led to where he hears that he may not.
"""

import html
import re
from collections import deque

from tests.cast import Cast, Hand

LINK = re.compile(r'href="(/[^"#]*)')
NO_LINK = re.compile(r'(?:href|action)="(?!/|[#?]|https?:|mailto:|webcal:|data:image/)([^"]*)')
"""What stands where an address should, such as the name of a macro that a template shadowed."""
ELSEWHERE = re.compile(r"^/(static|logout|language)|^//")
KIND_OF_PAGE = re.compile(r"\d+|(?<=/people/)[a-z0-9-]+(\.[a-z0-9]+)?$|(?<==)[^&]*")
PAPER = re.compile(r"/(incoming|outgoing|meetings)/…")
"""Of these several are opened, for each stands in a state of its own."""


def walked(hand: Hand) -> tuple[list[str], int]:
    """Where a link led to a no, with the page that showed it; and how many pages were opened."""
    browser, shut, seen = hand.browser(), [], dict[str, int]()
    ways = deque([("/", "")])
    while ways:
        there, shown_by = ways.popleft()
        kind = KIND_OF_PAGE.sub("…", there)
        if seen.get(kind, 0) >= (4 if PAPER.fullmatch(kind) else 1):
            continue
        seen[kind] = seen.get(kind, 0) + 1
        with browser.get(there, follow_redirects=True, buffered=True) as page:
            if page.status_code >= 400:
                shut.append(f"{shown_by} → {there}: {page.status_code}")
            elif page.mimetype == "text/html":
                shut += [f"{there} shows {one!r} as a link" for one in NO_LINK.findall(page.text)]
                links = {html.unescape(one) for one in LINK.findall(page.text)}
                ways += [(one, there) for one in sorted(links) if not ELSEWHERE.match(one)]
    return shut, sum(seen.values())


WHO = ("lan", "minh", "tuan", "hoa", "nam", "mai", "thu", "son", "kien", "yen", "dao")
"""One of each kind of post."""


def all_open(cast: Cast, names: tuple[str, ...]) -> dict[str, int]:
    """That each of these finds every door open; how many pages each opened."""
    shut, opened = {}, {}
    for name in names:
        shut[name], opened[name] = walked(getattr(cast, name))
    assert {name: doors for name, doors in shut.items() if doors} == {}
    return opened


def test_nobody_is_led_to_a_door_that_is_shut_to_him(full: Cast) -> None:
    opened = all_open(full, WHO)
    assert min(opened.values()) > 5 and opened["minh"] > 60, opened
