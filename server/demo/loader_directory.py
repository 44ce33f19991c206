"""The demo district's people and places as rows, by the codes that its papers name them with."""

from dataclasses import dataclass

from sqlalchemy import select

from server.database import db
from server.documents.incoming.directing import Party
from server.org import queries
from server.org.actor import Actor, the_server
from server.org.models import Agency, Person, Position, Unit


@dataclass(frozen=True, slots=True)
class Directory:
    """Read once before a year of papers is loaded; posts are by account."""

    agencies: dict[str, Agency]
    units: dict[tuple[str, str], Unit]
    people: dict[str, Person]
    actors: dict[str, Actor]
    posts: dict[str, Position]
    heads: dict[str, Position]

    def actor(self, agency: str, account: str) -> Actor:
        """Whoever took a step; the server where nobody is named."""
        return self.actors[account] if account else the_server(self.agencies[agency].id)

    def party(self, agency: str, code: str) -> Party:
        """Whom a directive names: a unit by its code, a person by the account."""
        unit = self.units.get((agency, code))
        if unit is not None:
            return Party(code, unit.name, f"u:{unit.id}:UNIT_HEAD", unit=unit)
        post = self.posts[code]
        return Party(code, self.people[code].full_name, f"p:{post.id}", post=post)


def read_directory() -> Directory:
    """The organisation as it stands today."""
    agencies = {one.code: one for one in queries.agencies()}
    codes = {one.id: one.code for one in agencies.values()}
    people = {one.account: one for one in db.session.scalars(select(Person))}
    actors = {account: queries.actor_of(person) for account, person in people.items()}
    return Directory(
        agencies=agencies,
        units={(codes[one.agency_id], one.code): one for one in db.session.scalars(select(Unit))},
        people=people,
        actors=actors,
        posts={
            account: db.session.get_one(Position, actor.position_id)
            for account, actor in actors.items()
        },
        heads={
            code: head for code, one in agencies.items() if (head := queries.head_position(one.id))
        },
    )
