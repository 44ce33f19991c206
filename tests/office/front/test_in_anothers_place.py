"""Nam is on leave: whoever has his work meanwhile reads whose it is, and both until when."""

import datetime as dt

from server.absences import services
from server.absences.services import Wish
from server.clock import today
from server.database import transaction
from server.org.models import Absence
from tests.cast import Cast
from tests.office.incoming.desk import in_progress


def on_leave(cast: Cast) -> int:
    wish = Wish(
        account=cast.nam.account, substitute=cast.cv_tckh.account,
        valid_from=today(), valid_to=today() + dt.timedelta(4),
    )  # fmt: skip
    return services.stand_in(cast.kien.actor, wish).id


def test_what_comes_from_him_says_so_and_goes_back_with_him(one_cast: Cast) -> None:
    path = in_progress(one_cast)
    given, last = one_cast.nam.actor.name.split()[-1], f"{today() + dt.timedelta(3):%d/%m/%Y}"
    assert path not in one_cast.cv_tckh.browser().get("/").text
    row_id = on_leave(one_cast)
    page = one_cast.cv_tckh.browser().get("/").text
    assert f'href="{path}"' in page and f"thay {given} · " in page
    assert f"nhận việc thay đ/c {one_cast.nam.actor.name} đến hết ngày {last}" in page
    own = one_cast.nam.browser().get("/account").text
    assert f"vắng mặt đến hết ngày {last}" in own and one_cast.cv_tckh.actor.name in own
    assert f"thay {given}" not in one_cast.nam.browser().get("/").text, "his own is his own"
    with transaction() as session:
        session.get_one(Absence, row_id).valid_to = today()
    assert "đến hết ngày" not in one_cast.cv_tckh.browser().get("/").text
    assert "vắng mặt đến hết" not in one_cast.nam.browser().get("/account").text
    assert path not in one_cast.cv_tckh.browser().get("/").text
