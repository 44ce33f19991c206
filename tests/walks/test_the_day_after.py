"""After the midnight in which the district ended: nobody is led to a door that is shut to him."""

from server.ledger import sequencing
from server.reorganising.planning import found_plan
from tests.cast import Cast
from tests.office import papers
from tests.office.reorganising.merging import at_midnight, district_ends, done, new_day
from tests.office.reorganising.test_read_on import delivered
from tests.walks.test_doors_that_open import all_open


def test_the_day_after_nobody_is_led_to_a_shut_door(one_cast: Cast):
    plan_id = district_ends().id
    delivered(one_cast)
    papers.in_progress(one_cast)
    done(found_plan(plan_id))
    with at_midnight():
        sequencing.place_all()
        for name in ("lan", "hoa", "thu", "son"):
            new_day(getattr(one_cast, name))
        all_open(one_cast, ("lan", "hoa", "thu", "son"))
