"""A fact of the page that has many parts: a line for each, and of a long list the first alone."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as later
from markupsafe import Markup

from server.counted import counted
from server.documents.outgoing.models import SignOff
from server.pages import when

SIGN_OFFS = {
    "approve": later("Duyệt"),
    "content_check": later("Kiểm tra nội dung: đạt"),
    "form_check": later("Kiểm tra thể thức: đạt"),
}
FEW = 4
"""So many places are read at a glance; twelve communes pushed the signatures off the screen."""


def lines(parts: Sequence[str]) -> Markup:
    return Markup("<br>").join(parts)


def places(names: Sequence[str]) -> Markup:
    """Of many the first, and how many more; all of them where one opens it."""
    if len(names) <= FEW:
        return lines(names)
    more = counted("%(first)s và %(n)s nơi khác", len(names) - 1, first=names[0])
    fold = '<details class="places"><summary>{}</summary>{}</details>'
    return Markup(fold).format(more, lines(names))


def given(sign_offs: Sequence[SignOff]) -> Markup:
    """The sign-offs that stand on the current text."""
    standing = (one for one in sign_offs if one.voided_at is None)
    return lines([f"{SIGN_OFFS[one.kind]} ({one.name}, {when(one.at)})" for one in standing])
