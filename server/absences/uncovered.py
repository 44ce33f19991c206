"""What waits for an absent one though somebody stands in, said to whoever writes it down.

What comes to the head of a unit or the office chief goes along (`workflows.absence`); what comes to
the clerks, the archive, the form checkers or the leaders does not, and of a leader's directive
nobody but a leader or the office chief disposes (IN-T10).
"""

from flask_babel import gettext as _
from sqlalchemy import select

from server.absences.services import held, stood_in_for
from server.admin.fields import ROLE_WORDS
from server.database import db
from server.org.models import Absence, Person, Position
from server.org.queries import in_force, people_with
from workflows import Role

STAYS = (Role.LEADER, Role.CLERK, Role.FORM_CHECKER, Role.ARCHIVIST)
"""Roles to which papers come, whoever has them, and that do not go along (seat `a:1:CLERK`)."""
DIRECTS = frozenset({Role.LEADER, Role.OFFICE_CHIEF})


def words_of(row: Absence) -> list[str]:
    """What the substitute does not get, where nobody else has it either."""
    found = (_uncovered(row.person), _undirected(row), _left(row.person))
    return [words for words in found if words]


def _uncovered(person: Person) -> str:
    roles = [
        _words(post, role)
        for post in held(person)
        for role in STAYS
        if role in post.roles and not _others(person, post, role)
    ]
    words = _(
        "Không ai khác đang giữ vai trò %(roles)s: văn bản, nhiệm vụ đến vai trò đó chờ người vắng"
        " trở lại. Không để chờ được thì cử người giữ thêm vai trò này."
    )
    return words % {"roles": ", ".join(roles)} if roles else ""


def _undirected(row: Absence) -> str:
    """What was presented to a leader comes to somebody who may not direct it."""
    leads = any(Role.LEADER in post.roles for post in held(row.person))
    if not leads or any(DIRECTS & {*post.roles} for post in held(row.substitute)):
        return ""
    return _(
        "Văn bản trình người vắng đến bàn người nhận thay, nhưng chỉ lãnh đạo, chánh văn phòng cho"
        " được ý kiến chỉ đạo: văn thư nên trình lãnh đạo khác."
    )


def _left(person: Person) -> str:
    """He had another's work himself, and that goes no further."""
    names = ", ".join(one.full_name for one in stood_in_for(person.id))
    words = _("Người vắng đang nhận việc thay %(names)s: việc đó cần người khác nhận.")
    return words % {"names": names} if names else ""


def _others(person: Person, post: Position, role: Role) -> set[int]:
    there = {one.id for one, _post in people_with(post.agency_id, {role})}
    away = set(db.session.scalars(select(Absence.person_id).where(in_force(Absence))))
    return there - away - {person.id}


def _words(post: Position, role: Role) -> str:
    place = post.agency
    return f"{ROLE_WORDS[role]} ({place.name})" if place else str(ROLE_WORDS[role])
