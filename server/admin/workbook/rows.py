"""One row of an office's workbook, done: a unit, post, person or line of the directory."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import force_locale
from sqlalchemy import select

from server.admin.fields import ROLE_WORDS
from server.admin.models import OPEN, Grant, ImportDraft
from server.admin.organisation import places
from server.admin.organisation.agencies import Body, write_down
from server.admin.queries import place_words
from server.admin.spans import end_of
from server.admin.staff import people, posts
from server.admin.staff.people import Newcomer
from server.admin.staff.posts import Terms
from server.admin.workbook.sheets import OUTSIDE, PEOPLE, POSTS, UNITS, Row
from server.clock import today
from server.database import db
from server.org.actor import Actor
from server.org.models import Agency, Appointment, Person, Position, Unit
from server.org.queries import lasts_beyond, person_by_account
from server.words import fold
from workflows import Refused, Role

NEW, SAME, WRONG = "new", "same", "wrong"
NOT_YET = "chưa đặt mật khẩu"
"""Stands for a password while the preview tries the rows; it is taken back before anyone sees."""


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one row; `name` and `account` where somebody new comes."""

    row: Row
    what: str
    words: str
    column: str = ""
    name: str = ""
    account: str = ""

    @property
    def place(self) -> str:
        """`Con người, dòng 7, cột Họ và tên`."""
        column = f", cột {self.column}" if self.column else ""
        return f"{self.row.sheet.name}, dòng {self.row.number}{column}"


class Hand:
    """Does rows of one workbook inside the open act; `secrets` are the new people's passwords."""

    def __init__(self, actor: Actor, draft: ImportDraft, secrets: Mapping[str, str] | None) -> None:
        self.actor, self.draft, self.secrets = actor, draft, secrets
        self.agency_id, self.day = draft.agency_id, draft.valid_from

    def does(self, row: Row) -> Line:
        return {
            UNITS.key: self._unit, POSTS.key: self._post, PEOPLE.key: self._person,
            OUTSIDE.key: self._outside,
        }[row.sheet.key](row)  # fmt: skip

    def _unit(self, row: Row) -> Line:
        row.needs("code", "name", "abbreviation")
        if not people.ACCOUNT.fullmatch(row["code"]):
            raise Refused("bad_code", "code")
        old = self._unit_by(row["code"])
        if old is not None:
            _same(old.name, row, "name")
            _same(old.abbreviation, row, "abbreviation")
            return Line(row, SAME, f"{old.name}: đã có")
        new = places.Department(**{key: row[key] for key in ("name", "abbreviation", "code")})
        made = places.enter_unit(self.actor, self.draft.agency, new, self.day)
        return Line(row, NEW, f"{made.name} ({made.abbreviation})")

    def _post(self, row: Row) -> Line:
        row.needs("title")
        roles, unit = _roles(row), self._unit_of(row)
        old = self._post_by(unit, row["title"])
        if old is not None:
            if sorted(old.roles) != roles:
                raise Refused("import_other_roles", "roles", title=old.title)
            return Line(row, SAME, f"{place_words(old)}: đã có")
        post = places.Post(
            title=row["title"], unit_id=unit.id if unit else None, roles=roles,
            is_head=row.ticked("is_head"), is_deputy=row.ticked("is_deputy"),
            single_holder=row.ticked("single_holder"),
        )  # fmt: skip
        made = places.enter_position(self.actor, self.draft.agency, post, self.day)
        words = ", ".join(str(ROLE_WORDS[Role(one)]) for one in roles)
        where = f", {unit.name}" if unit else ""
        return Line(row, NEW, f"{made.title}{where}" + (f": {words}" if words else ""))

    def _person(self, row: Row) -> Line:
        row.needs("full_name")
        account = row["account"].lower() or self._account_for(row["full_name"])
        person, words = person_by_account(account), []
        if person is None:
            secret = self.secrets[account] if self.secrets else NOT_YET
            new = Newcomer(
                account=account, full_name=row["full_name"], email=row["email"], password=NOT_YET
            )
            person = people.enter_person(self.actor, new, secret)
            words, made = [f"{person.full_name}: tài khoản {account}"], account
        else:
            _same(person.full_name, row, "full_name")
            made = ""
        if row["position_id"]:
            words += self._appointed(row, person)
        what, said = (NEW, "; ".join(words)) if words else (SAME, f"{person.full_name}: đã có")
        return Line(row, what, said, name=person.full_name, account=made)

    def _outside(self, row: Row) -> Line:
        row.needs("organ_id", "code", "name")
        old = self._agency_by(row["organ_id"])
        if old is not None:
            _same(old.name, row, "name")
            _same(old.code, row, "code")
            return Line(row, SAME, f"{old.name}: đã có")
        said = {key: row[key] for key in ("organ_id", "code", "name")}
        new = Body(**said, short_name=row["short_name"] or row["name"], level="khac")
        made = write_down(self.actor, new, valid_from=self.day)
        return Line(row, NEW, f"{made.name} ({made.organ_id})")

    def _appointed(self, row: Row, person: Person) -> list[str]:
        """The post given or proposed; nothing where it is held, or waits, already."""
        if person.id == self.actor.person_id:
            raise Refused("import_names_oneself", "full_name")
        post = self._post_by(self._unit_of(row), row["position_id"])
        if post is None:
            raise Refused("import_no_such_post", "position_id", title=row["position_id"])
        if _holds(person, post):
            return []
        _refuse_awaited(post)
        given = posts.propose(
            self.actor, person, post, self._terms(row, person), f"import/{self.draft.id}"
        )
        where = f", {post.unit.name}" if post.unit else ""
        return [f"{'bổ nhiệm' if given else 'đề nghị bổ nhiệm'} {post.title}{where}"]

    def _terms(self, row: Row, person: Person) -> Terms:
        code = row["decision_code"] or self.draft.decision_code
        if not code:
            raise Refused("import_empty_cell", "decision_code")
        last = _day(row, "last_day")
        return Terms(
            valid_from=_day(row, "valid_from") or self.day,
            valid_to=end_of(last),
            decision_code=code,
            main=not _has_post(person),
        )

    def _unit_of(self, row: Row) -> Unit | None:
        if not row["unit_id"]:
            return None
        unit = self._unit_by(row["unit_id"])
        if unit is None:
            raise Refused("import_no_such_unit", "unit_id", code=row["unit_id"])
        return unit

    def _unit_by(self, code: str) -> Unit | None:
        still = lasts_beyond(Unit, self.day)
        mine = select(Unit).where(Unit.agency_id == self.agency_id, Unit.code == code, still)
        return db.session.scalar(mine.limit(1))

    def _post_by(self, unit: Unit | None, title: str) -> Position | None:
        still = lasts_beyond(Position, self.day)
        mine = select(Position).where(Position.agency_id == self.agency_id, still)
        mine = mine.where(Position.unit_id == (unit.id if unit else None))
        return next((p for p in db.session.scalars(mine) if fold(p.title) == fold(title)), None)

    def _agency_by(self, organ_id: str) -> Agency | None:
        still = lasts_beyond(Agency, self.day)
        same = select(Agency).where(Agency.organ_id == organ_id.strip().upper(), still)
        return db.session.scalar(same.limit(1))

    def _account_for(self, full_name: str) -> str:
        """`nguyen.van.an` at this commune: `an.nguyenvan.hoangtan`, with a figure where taken."""
        *before, given = re.sub(r"[^a-z0-9 ]", "", fold(full_name)).split() or ["x"]
        stem = ".".join(part for part in (given, "".join(before), self.draft.agency.code) if part)
        account, n = stem, 1
        while _is_taken(account, full_name):
            n += 1
            account = f"{stem}{n}"
        return account


def _is_taken(account: str, full_name: str) -> bool:
    """By somebody of another name: the same name is the same person, seen again."""
    person = person_by_account(account)
    return person is not None and person.full_name != full_name


def _same(old: str, row: Row, key: str) -> None:
    """A name is never changed in place, and so not by a workbook either (DOMAIN §2.4)."""
    if fold(old) != fold(row[key]):
        raise Refused("import_other_name", key, old=old)


def role_names() -> dict[str, str]:
    """Roles as a workbook names them, in Vietnamese whatever language the pages are in."""
    with force_locale("vi"):
        return {str(words): str(role) for role, words in ROLE_WORDS.items()}


def _roles(row: Row) -> list[str]:
    known = {fold(name): role for name, role in role_names().items()}
    said = [part.strip() for part in re.split(r"[,;]", row["roles"]) if part.strip()]
    strange = [part for part in said if fold(part) not in known]
    if strange:
        raise Refused("import_unknown_role", "roles", names=", ".join(strange))
    return sorted({known[fold(part)] for part in said})


def _day(row: Row, key: str) -> dt.date | None:
    text = row[key]
    if not text:
        return None
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        return dt.date(*(int(found[part]) for part in (3, 2, 1)))  # type: ignore[index]
    except (TypeError, ValueError):
        raise Refused("import_bad_day", key) from None


def _holds(person: Person, post: Position) -> bool:
    """Held now or later, or proposed and waiting for its second person."""
    mine = {"person_id": person.id, "position_id": post.id}
    later = lasts_beyond(Appointment, today())
    held = db.session.scalar(select(Appointment.id).filter_by(**mine).where(later).limit(1))
    waits = db.session.scalar(select(Grant.id).filter_by(**mine, state=OPEN).limit(1))
    return held is not None or waits is not None


def _refuse_awaited(post: Position) -> None:
    """Two proposals to a post for one: the second would be refused only at its confirmation."""
    waits = db.session.scalar(select(Grant).filter_by(position_id=post.id, state=OPEN).limit(1))
    if post.single_holder and waits is not None:
        raise Refused("import_post_is_awaited", "position_id", name=waits.person.full_name)


def _has_post(person: Person) -> bool:
    mine = {"person_id": person.id}
    held = db.session.scalar(select(Appointment.id).filter_by(**mine).limit(1))
    waits = db.session.scalar(select(Grant.id).filter_by(**mine, state=OPEN).limit(1))
    return held is not None or waits is not None
