"""The bar above the list behind a figure: what it is narrowed to, and may be narrowed to too."""

from flask_babel import gettext as _

from server import bars
from server.org.actor import Actor
from server.policy import WHOLE_REGISTER
from server.reports.conditions import KINDS, NONE, Asked
from server.reports.rows import Rows
from server.reports.words import AT_ITS_END, PARTS, named, unit_names
from server.words_of.law import law_word
from workflows.urgency import WORDS as URGENCIES


def boxes(actor: Actor, sought: Asked, told: object) -> list[bars.Box]:
    """Days, outcome, and of documents unit and urgency too; a type, a field, a person that the
    figure stood for stays as it was."""
    shown = [_outcome(sought, told)]
    if sought.of in KINDS:
        shown += [*_units(actor, sought), _urgency(sought)]
    names = {one["name"] for one in shown}
    rest = [
        {"name": name, "kind": "hidden", "value": value}
        for name, value in sought.narrowed.items()
        if name not in names
    ]
    return [*rest, *_days(sought), *(one for one in shown if len(one["options"]) > 1)]


def _days(sought: Asked) -> list[bars.Box]:
    if sought.days is None:
        return []
    said = dict(zip(("first", "last"), (one.isoformat() for one in sought.days), strict=True))
    first = [] if sought.of in AT_ITS_END else [bars.day("first", _("Từ ngày"), said)]
    return [*first, bars.day("last", _("Đến ngày"), said)]


def _outcome(sought: Asked, told: object) -> bars.Box:
    """Of what stands open now there is no day and no "all": each part is one of the board's."""
    kind = KINDS.get(sought.of)
    if kind is not None and sought.days is None:
        offered = [(name, str(PARTS[name])) for name in kind.standing]
        return _chosen(sought, offered)
    names = (
        kind.outcomes if kind else (*told.outcomes, *told.more) if isinstance(told, Rows) else ()
    )
    given = sought.narrowed.get("outcome", "")
    names = [*names, *([given] if given and given not in names else [])]
    return _chosen(sought, [("", _("Tất cả")), *((name, str(PARTS[name])) for name in names)])


def _chosen(sought: Asked, options: bars.Options) -> bars.Box:
    value = sought.narrowed.get("outcome", "")
    label = _("Tình trạng")
    return {"name": "outcome", "label": label, "kind": "select", "value": value, "options": options}


def _units(actor: Actor, sought: Asked) -> list[bars.Box]:
    """A head has one unit, his own."""
    if not actor.roles & WHOLE_REGISTER:
        return []
    units = unit_names(actor)
    options = [(str(one), name) for one, name in units.items()]
    options.append((NONE, named("unit", None, units)))
    asked = sought.narrowed.get("unit", "")
    if asked and asked not in dict(options):
        options.append((asked, named("unit", int(asked), units)))
    return [bars.choice("unit", (_("Đơn vị"), _("Tất cả")), options, sought.narrowed)]


def _urgency(sought: Asked) -> bars.Box:
    levels = [(str(one), law_word(words)) for one, words in URGENCIES.items()]
    return bars.choice("urgency", (_("Độ khẩn"), _("Tất cả")), levels, sought.narrowed)
