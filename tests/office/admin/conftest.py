"""A commune that was opened this morning, with nobody in it yet."""

import pytest

from server.admin.organisation.agencies import Body, open_agency
from server.clock import today
from tests.office.admin.desk import kien


@pytest.fixture
def tan(app) -> str:
    return _tan()


@pytest.fixture
def one_tan(one_app) -> str:
    return _tan()


def _tan() -> str:
    said = {"code": "hoangtan", "organ_id": "H56.9", "name": "Ủy ban nhân dân xã Hoằng Tân"}
    body = Body(**said, short_name="UBND xã Hoằng Tân", abbreviation="UBND")
    return open_agency(kien(), body, valid_from=today()).code
