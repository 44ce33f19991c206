"""The people of the demo world are those that CONTRACT §4 promises, in posts they hold today."""

import unicodedata
from collections import Counter
from datetime import date, timedelta

import pytest

from server.demo import cast
from server.demo.places import AGENCIES, AGENCY, COMMUNES, UNIT, UNITS
from workflows.law import Role

TODAY = date(2026, 11, 24)
DISTRICT = ("chutich", "phochutich", "chanhvp", "truongphong", "chuyenvien", "vanthu", "vanthu2",
            "thethuc", "luutru", "kythuat")  # fmt: skip
COMMUNE = ("chutich", "vanthu", "chuyenvien", "motcua")
EVERYWHERE = ("thanhtra", "quantri", "quantri2", "congdan")
OWN = {"kiemnhiem.huyen", "cv-vp.huyen"} | {
    f"{seat}-{unit.code}.huyen"
    for unit in UNITS
    if unit.code not in {"vp", "vhtt"}
    for seat in ("tp", "cv")
}
PROMISED = (
    {f"{seat}.huyen" for seat in DISTRICT}
    | {f"{seat}.{commune.code}" for commune in COMMUNES for seat in COMMUNE}
    | set(EVERYWHERE)
)
POSITION = {position.code: position for position in cast.POSITIONS}
PERSON = {person.account: person for person in cast.PEOPLE}


def roles(account: str) -> set[str]:
    return {
        role.value
        for appointment in cast.APPOINTMENTS
        if appointment.account == account and appointment.main
        for role in POSITION[appointment.position].roles
    }


def test_the_accounts_are_those_of_the_contract_and_the_other_units_people() -> None:
    assert {person.account for person in cast.PEOPLE} == PROMISED | OWN


def test_twelve_communes_and_the_three_of_the_contract_first() -> None:
    codes = [commune.code for commune in COMMUNES]
    assert codes[:3] == ["hoangphu", "hoangdong", "hoangthinh"]
    assert len(set(codes)) == 12


@pytest.mark.parametrize(
    ("account", "expected"),
    [
        ("chutich.huyen", {"LEADER"}),
        ("phochutich.huyen", {"LEADER"}),
        ("chanhvp.huyen", {"OFFICE_CHIEF", "UNIT_HEAD", "FORM_CHECKER", "SECRETARY"}),
        ("truongphong.huyen", {"UNIT_HEAD"}),
        ("chuyenvien.huyen", {"OFFICER"}),
        ("vanthu.huyen", {"CLERK"}),
        ("vanthu2.huyen", {"CLERK"}),
        ("thethuc.huyen", {"FORM_CHECKER"}),
        ("luutru.huyen", {"ARCHIVIST"}),
        ("kythuat.huyen", {"TECH"}),
        ("chutich.hoangdong", {"LEADER"}),
        ("vanthu.hoangdong", {"CLERK", "FORM_CHECKER"}),
        ("chuyenvien.butson", {"OFFICER", "SECRETARY"}),
        ("motcua.butson", {"DESK", "OFFICER"}),
        ("thanhtra", {"AUDITOR"}),
        ("quantri", {"ADMIN"}),
        ("quantri2", {"ADMIN"}),
        ("congdan", {"CITIZEN"}),
    ],
)
def test_everybody_has_the_roles_of_his_desk(account: str, expected: set[str]) -> None:
    assert roles(account) == expected


@pytest.mark.parametrize(
    ("account", "name"),
    [
        ("vanthu.huyen", "Lan"),
        ("chutich.huyen", "Minh"),
        ("phochutich.huyen", "Bình"),
        ("truongphong.huyen", "Hoa"),
        ("chuyenvien.huyen", "Nam"),
        ("chanhvp.huyen", "Tuấn"),
        ("thethuc.huyen", "Mai"),
        ("luutru.huyen", "Thu"),
        ("thanhtra", "Sơn"),
        ("quantri", "Kiên"),
        ("vanthu.hoangphu", "Đào"),
        ("chutich.hoangphu", "Ánh"),
        ("motcua.hoangphu", "Ước"),
        ("congdan", "Yến"),
    ],
)
def test_the_cast_of_the_stories_sits_in_its_seats(account: str, name: str) -> None:
    assert PERSON[account].given == name


@pytest.mark.parametrize("today", [date(2021, 7, 5), TODAY, date(2031, 1, 1)])
def test_every_appointment_is_valid_today(today: date) -> None:
    for appointment in cast.APPOINTMENTS:
        assert appointment.valid_from <= today
        assert appointment.valid_to is None


def test_every_appointment_has_its_person_its_position_and_its_decision() -> None:
    for appointment in cast.APPOINTMENTS:
        assert appointment.account in PERSON
        assert appointment.position in POSITION
        assert appointment.decision.endswith("/QĐ-UBND")


def test_no_position_is_held_by_two() -> None:
    held = Counter(appointment.position for appointment in cast.APPOINTMENTS)
    assert set(held) == set(POSITION)
    assert max(held.values()) == 1


def test_one_person_holds_two_posts_and_one_of_them_is_the_main_one() -> None:
    posts = Counter(appointment.account for appointment in cast.APPOINTMENTS)
    assert [account for account, many in posts.items() if many == 2] == ["kiemnhiem.huyen"]
    mine = [x.main for x in cast.APPOINTMENTS if x.account == "kiemnhiem.huyen"]
    assert sorted(mine) == [False, True]


def test_every_unit_has_one_head_and_an_officer() -> None:
    for unit in UNITS:
        heads = [p for p in cast.POSITIONS if p.unit == unit.code and p.is_head]
        assert [position.code for position in heads] == [cast.head_of(unit.code)]
        assert Role.UNIT_HEAD in heads[0].roles
        officer = POSITION[cast.officer_of(unit.code)]
        assert (officer.unit, Role.OFFICER in officer.roles) == (unit.code, True)


def test_every_agency_with_desks_has_one_head_who_leads() -> None:
    for agency in ("huyen", *(commune.code for commune in COMMUNES)):
        heads = [p for p in cast.POSITIONS if p.agency == agency and not p.unit and p.is_head]
        assert [position.title for position in heads] == ["Chủ tịch"]


def test_no_administrator_is_clerk_leader_or_auditor() -> None:
    forbidden = {Role.CLERK, Role.LEADER, Role.AUDITOR}
    assert not [p for p in cast.POSITIONS if Role.ADMIN in p.roles and p.roles & forbidden]


def test_the_deputy_signs_for_the_chair_by_a_standing_assignment() -> None:
    standing = next(row for row in cast.delegations(TODAY) if row.capacity == "KT")
    assert (standing.holder, standing.valid_to) == ("phochutich.huyen", None)
    assert standing.document_code


def test_the_office_chief_signs_by_order_only_what_the_rules_leave_to_him() -> None:
    order = next(row for row in cast.delegations(TODAY) if row.capacity == "TL")
    assert order.holder == "chanhvp.huyen"
    assert set(order.doc_types) == {"Thông báo", "Giấy mời", "Giấy giới thiệu"}


def test_one_mandate_runs_and_one_ended_yesterday() -> None:
    running, ended = (row for row in cast.delegations(TODAY) if row.capacity == "TUQ")
    assert running.valid_from < TODAY < running.valid_to
    assert ended.holder == "truongphong.huyen"
    assert ended.valid_to == TODAY, "an interval does not hold its end: yesterday was the last day"
    for row in (running, ended):
        assert all((row.document_code, row.doc_types, row.scope, row.valid_from, row.valid_to))


def test_nobody_bears_another_ones_name() -> None:
    names = Counter(person.full_name for person in cast.PEOPLE)
    assert max(names.values()) == 1


def test_women_and_men_have_names_that_fit() -> None:
    for person in cast.PEOPLE:
        assert ("Thị" in person.middle.split()) == (person.sex == "F"), person.full_name


def test_names_and_titles_are_composed_letters() -> None:
    words = [person.full_name for person in cast.PEOPLE]
    words += [position.title for position in cast.POSITIONS]
    words += [agency.full_name for agency in AGENCIES] + [unit.name for unit in UNITS]
    assert [word for word in words if not unicodedata.is_normalized("NFC", word)] == []


def test_identifiers_are_unique_and_fit_the_decree() -> None:
    ids = [agency.organ_id for agency in AGENCIES]
    assert len(set(ids)) == len(ids)
    assert max(len(organ_id) for organ_id in ids) <= 13
    assert len(AGENCY) == len(AGENCIES)
    assert len(UNIT) == len(UNITS)


def test_communes_stand_below_the_district_and_work_as_a_committee() -> None:
    for commune in COMMUNES:
        assert (commune.parent, commune.level, commune.regime) == ("huyen", "xa", "collective")
        assert commune.full_name.endswith(commune.place_name)


def test_a_town_is_not_called_a_commune() -> None:
    assert AGENCY["butson"].short_name == "UBND thị trấn Bút Sơn"
    assert AGENCY["butson"].is_town
    assert not AGENCY["hoangphu"].is_town


def test_delegations_move_with_the_day() -> None:
    later = cast.delegations(TODAY + timedelta(days=365))
    assert [row.valid_to for row in later if row.capacity == "TUQ"][1] == date(2027, 11, 24)
