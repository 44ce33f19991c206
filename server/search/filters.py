"""The bar of the search page: what its address asks for, and the boxes that say so."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _

from server import bars
from server.bars import Options
from server.documents.earlier.books import years_held
from server.org import ended, queries
from server.org.actor import Actor
from server.words_of.law import OUTGOING_STATES, STATES, law_word
from workflows import Role
from workflows.kinds import ARRIVING
from workflows.urgency import WORDS

DAYS = ("issued_from", "issued_to")


def asked(choices: Mapping[str, Options]) -> dict[str, str]:
    """The conditions of the address; one that means nothing is passed over."""
    known = {name: {value for value, _label in options} for name, options in choices.items()}
    return bars.chosen(known) | bars.days(*DAYS) | bars.typed("q", "issuer")


def choices(actor: Actor) -> dict[str, Options]:
    """What each box offers."""
    units = queries.units(actor.agency_id) if actor.agency_id else []
    years = sorted(set().union(*years_held(actor.agency_id).values()), reverse=True)
    return {
        "kind": [
            ("incoming", _("Văn bản đến")),
            ("outgoing", _("Văn bản đi")),
            ("meetings", _("Cuộc họp")),
            ("earlier", _("Hệ thống cũ")),
            ("tasks", _("Nhiệm vụ")),
            ("casefiles", _("Hồ sơ")),
        ],
        "state": list((dict(STATES) | dict(OUTGOING_STATES)).items()),
        "year": [(str(year), str(year)) for year in years],
        "book": [("in", _("Sổ đến")), ("out", _("Sổ đi"))],
        "agency": ended.agencies_ever() if Role.AUDITOR in actor.roles else [],
        "unit": [(unit.code, unit.name) for unit in units],
        "doc_type": [(kind.name, kind.name) for kind in ARRIVING],
        "urgency": [(str(level), law_word(word)) for level, word in WORDS.items()],
    }


def bar(offered: Mapping[str, Options], chosen: Mapping[str, str]) -> list[dict[str, Any]]:
    """The boxes of the page: the words first, then what narrows them."""
    labels = {
        "kind": (_("Tìm trong"), _("Tất cả")),
        "state": (_("Tình trạng"), _("Mọi tình trạng")),
        "year": (_("Năm"), _("Mọi năm")),
        "book": (_("Sổ đăng ký"), _("Cả chưa vào sổ")),
        "agency": (_("Cơ quan"), _("Mọi cơ quan")),
        "unit": (_("Đơn vị"), _("Mọi đơn vị")),
        "doc_type": (_("Loại văn bản"), _("Mọi loại")),
        "urgency": (_("Độ khẩn"), _("Mọi độ khẩn")),
    }
    days = {"issued_from": _("Ban hành từ ngày"), "issued_to": _("Đến ngày")}
    hint = _("Số, ký hiệu, nơi ban hành, trích yếu, người xử lý, chữ trong bản quét")
    return [
        bars.search(chosen, hint, _("Tìm văn bản")),
        *(bars.choice(n, said, offered[n], chosen) for n, said in labels.items() if offered[n]),
        bars.line("issuer", _("Nơi gửi"), chosen),
        *(bars.day(name, label, chosen) for name, label in days.items()),
    ]
