"""Every page hands its scripts what they need in one whole tag, whatever room it is of."""

from html.parser import HTMLParser

import pytest

from tests.cast import Cast
from tests.office.meetings.gathering import planned
from tests.office.papers import drafted, presented


class Body(HTMLParser):
    """The tag itself: its attributes, by name."""

    def __init__(self, page: str):
        super().__init__()
        self.has: dict[str, str | None] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self.has = dict(attrs)


@pytest.mark.parametrize(
    ("who", "page", "look"),
    [("lan", "/incoming", ""), ("minh", presented, "has-act"), ("nam", drafted, "has-act"),
     ("minh", planned, "has-act")],
    ids=["list", "incoming", "draft", "meeting"],
)  # fmt: skip
def test_the_body_of_a_page_says_what_its_scripts_ask_for(one_cast: Cast, who, page, look):
    path = page if isinstance(page, str) else page(one_cast)
    has = Body(getattr(one_cast, who).browser().get(path).text).has
    assert has.get("class", "") == look
    assert "X-CSRFToken" in str(has["hx-headers:inherited"])
    assert {"data-live-socket", "data-who", "data-missing"} <= has.keys()
