"""In words: who of those that a paper was brought to has opened it (IN-T12)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from server.papers.models import Paper
from server.papers.telling import Opened, Party, openings
from server.words_of.law import moment_words


def opened_by(paper: Paper, parties: Sequence[Party]) -> str:
    return "; ".join(map(_words, openings(paper, parties)))


def _words(one: Opened) -> str:
    if one.at is None:
        return _("%(party)s: chưa mở", party=one.party)
    said = {"party": one.party, "who": one.who, "at": moment_words(one.at)}
    return _("%(party)s: %(who)s mở %(at)s") % said
