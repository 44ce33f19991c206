"""Whose a certificate is, as far as this office knows: told apart from integrity and from trust.

A root that is believed says that somebody looked at the signer's papers; it does not say that he is
who he is taken for here. Public authorities give a name to whoever proves that he bears it, and two
may bear one: only a certificate that signed here before is known (DOMAIN §7.4).
"""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import and_, or_, select

from server.database import db
from server.documents.outgoing.signatures.signed import Signature
from server.org.models import Agency
from server.words import each_in, fold


def identity(one: dict[str, Any]) -> str:
    """A sentence about the signer of one signature of a verdict; none about a time stamp."""
    who = one["certificate"]
    if not who or one["kind"] == "timestamp":
        return ""
    if known := _known(who["sha256"]):
        return _("Chứng thư đã dùng để ký ở đây: %(who)s.", who=known)
    if named := _named({who["subject"], who["organisation"]}):
        return _(
            "Tên trùng với %(agency)s trong danh bạ, nhưng chứng thư này chưa từng ký ở đây:"
            " tên do nơi cấp chứng thư xác nhận.",
            agency=named,
        )
    return _("Không có trong danh bạ ở đây: tên do nơi cấp chứng thư xác nhận.")


def _known(sha256: str) -> str:
    """Who last signed with it here: an agency by its name, a person by his."""
    rows = select(Signature.kind, Signature.signer, Agency.name).join(
        Agency, Agency.id == Signature.agency_id
    )
    mine = rows.where(Signature.certificate_sha256 == sha256).order_by(Signature.id.desc())
    found = db.session.execute(mine.limit(1)).first()
    if found is None:
        return ""
    return str(found.name if found.kind == "seal" else found.signer)


def _named(names: set[str]) -> str:
    """The agency of the directory that is called so, marks and capitals aside; "" for nobody.

    Whoever drops a file asks this: the directory, which may hold thousands, is not read for it.
    """
    folded = {fold(name) for name in names} - {""}
    if not folded:
        return ""
    called = or_(*(and_(*each_in(Agency.sought, name)) for name in folded))
    told = db.session.scalars(select(Agency.name).where(called).order_by(Agency.id))
    return next((name for name in told if fold(name) in folded), "")
