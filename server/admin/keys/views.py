"""Keys as the administrator reads them: kind, certificate, until when, and whether it may sign."""

import datetime as dt
from pathlib import Path
from typing import Any

from flask_babel import gettext as _

from server.documents.forms import Fields, field
from server.org.models import Agency
from server.pages import day
from server.signatures.keys import IN_A_FILE, KIND_WORDS, Key, keeper_of, shown
from signing import GOOD, UNKNOWN


def standing(found: str) -> tuple[str, str]:
    """Tone and word of what is known of a certificate now."""
    words = {
        GOOD: ("valid", _("Còn hiệu lực")),
        UNKNOWN: ("indeterminate", _("Chưa rõ có bị thu hồi không")),
        "certificate_revoked": ("invalid", _("Đã bị thu hồi")),
        "certificate_of_another": ("invalid", _("Tên người khác")),
        "certificate_for_other_use": ("invalid", _("Không dùng để ký")),
        "certificate_untrusted": ("invalid", _("Không rõ nơi cấp")),
        "certificate_weak": ("invalid", _("Thuật toán quá yếu")),
    }
    return words.get(found, ("invalid", _("Ngoài thời hạn")))


def said(key: Key) -> str:
    """Kind and address, which holds no secret; of a file its name, for where the keys lie is the
    machine's matter."""
    if key.kind not in KIND_WORDS:
        return _("chưa có khóa")
    place = key.address.partition(":")[2]
    return f"{KIND_WORDS[key.kind]}: {Path(place).name if key.kind == IN_A_FILE else place}"


def kept(agency: Agency) -> str:
    """Who keeps it, so that he alone seals (SIG-03)."""
    keeper = keeper_of(agency)
    if keeper is None:
        return _("Người giữ: văn thư của cơ quan, theo chức vụ.")
    return _("Người giữ theo biên bản bàn giao: %(who)s.", who=keeper.name)


def certificates(key: Key) -> list[dict[str, str]]:
    """The certificate of a key, as far as it is known without opening it."""
    it = shown(key)
    if it is None:
        return []
    tone, word = standing(it.standing)
    until = day(it.identity.not_after.astimezone(dt.UTC).date())
    return [
        {
            "subject": it.identity.common_name,
            "issuer": it.identity.issuer,
            "span": _("đến %(day)s", day=until),
            "state": tone,
            "state_word": word,
        }
    ]


def row(name: str, key: Key, href: str) -> dict[str, Any]:
    """One line of the list of keys."""
    found = certificates(key)
    kind = str(KIND_WORDS[key.kind]) if key.kind in KIND_WORDS else _("chưa có khóa")
    if not found:
        return {"href": href, "cells": [name, kind, "", "", ""]}
    (one,) = found
    state = {"state": one["state"], "word": one["state_word"]}
    return {"href": href, "cells": [name, kind, one["subject"], one["span"], state]}


def form(key: Key) -> Fields:
    """What is asked to register another key; the certificate is pasted, for it is no secret."""
    kinds = [("", _("không có khóa")), *((k, str(words)) for k, words in KIND_WORDS.items())]
    place_hint = _(
        "Tệp: tên tệp trong thư mục keys, ví dụ minh.p12. Token, HSM:"
        " token=…;object=…?module-path=… Dịch vụ từ xa: tên-dịch-vụ#mã-chứng-thư. Token trên máy"
        " người ký: để trống."
    )
    return [
        field("kind", _("Loại khóa"), "select", key.kind, options=kinds, expected=True),
        field("place", _("Nơi giữ khóa"), hint=place_hint),
        field(
            "certificate", _("Chứng thư số (PEM)"), "textarea", rows=5,
            hint=_("Cả chuỗi nếu có, chứng thư của người ký đứng đầu."),
        ),
        field(
            "reason", _("Lý do, nếu chứng thư ghi tên khác"),
            hint=_("Từ 20 ký tự; được ghi vào lịch sử"),
        ),
    ]  # fmt: skip
