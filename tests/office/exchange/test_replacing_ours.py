"""What we sent is replaced by another of ours: the receiver is asked to note it (OUT-T18)."""

import pytest
from flask import Flask

from server.exchange.carrier import carry
from server.exchange.envelope import REPLACE
from tests.cast import Cast
from tests.office.exchange.letters import arrivals, papers
from tests.office.papers import dispatched


@pytest.mark.sent
def test_our_replacement_names_what_it_replaces(one_app: Flask) -> None:
    """OUT-T18 → type 3: Đào's clerk is asked to note the old one as replaced."""
    cast = Cast(one_app)
    carry()
    dispatched(cast, replaces=1, subject="V/v thay thế công văn trước")
    carry()
    old, new = papers()
    assert (old.request, new.request) == ("replace", "")
    assert arrivals()[1].business == REPLACE
