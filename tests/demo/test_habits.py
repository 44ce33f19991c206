"""What the demo's offices write again and again: templates of drafts, a group of recipients."""

import pytest
from sqlalchemy import select

from server.database import db
from server.demo.loader import EVER
from server.demo.loader_habits import load_habits
from server.org.models import Agency, DraftTemplate, RecipientGroup
from workflows.kinds import kind

pytestmark = pytest.mark.usefixtures("district")


def test_each_template_is_of_a_type_of_the_decree_and_goes_to_agencies_of_the_directory() -> None:
    codes = {one.id: one.code for one in db.session.scalars(select(Agency))}
    rows = list(db.session.scalars(select(DraftTemplate)))
    assert {codes[one.agency_id] for one in rows} == {"huyen", "hoangphu"}
    for one in rows:
        assert kind(one.doc_type).name == one.doc_type
        assert one.name and one.subject and one.body
        assert {*one.to, *one.for_info} <= set(codes.values()) - {codes[one.agency_id]}
    (group,) = db.session.scalars(select(RecipientGroup))
    assert group.person_id is None and set(group.members) <= set(codes.values())


def test_an_office_that_keeps_templates_gets_no_others() -> None:
    load_habits(EVER)
    assert len(list(db.session.scalars(select(DraftTemplate)))) == 4
