"""A year of the demo's papers: so many, and numbers without gaps or doubles."""

from collections import defaultdict

from server.demo.places import AGENCY
from tests.demo.year import year_of


def test_a_year_has_as_many_papers_as_were_asked_for(offices, huyen):
    assert (len(huyen.incoming), len(huyen.outgoing)) == (421, 322)
    for office in offices.values():
        if office.agency != "huyen":
            assert (len(office.incoming), len(office.outgoing)) == (25, 15)


def test_arrival_numbers_have_no_gap_and_follow_the_clock(office):
    years = defaultdict(list)
    for paper in office.incoming:
        if paper.arrival_no is not None:
            registered = next(step.at for step in paper.history if step.name == "register")
            years[registered.year].append((paper.arrival_no, registered))
    for rows in years.values():
        assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
        assert [at for _, at in rows] == sorted(at for _, at in rows)


def test_outgoing_numbers_have_no_gap_and_grow_with_the_day(office):
    books = defaultdict(list)
    for paper in year_of(office.outgoing):
        if paper.number is not None:
            books[paper.series, paper.issued_on.year].append((paper.number, paper.issued_on))
    assert books
    for rows in books.values():
        assert [number for number, _ in rows] == list(range(1, len(rows) + 1))
        assert [day for _, day in rows] == sorted(day for _, day in rows)


def test_other_offices_numbers_grow_with_the_day_in_each_series(huyen):
    books = defaultdict(list)
    for paper in huyen.incoming:
        if AGENCY[paper.issuer_code].external:
            party = paper.number.partition("-")
            kind = party[2] or (paper.doc_type if paper.doc_type == "Công văn" else paper.notation)
            key = (paper.issuer_code, kind, paper.issued_on.year)
            books[key].append((int(party[0]), paper.issued_on))
    for rows in books.values():
        assert [day for _, day in sorted(rows)] == sorted(day for _, day in rows)


def test_no_two_departments_have_come_to_the_same_number_on_one_day(huyen):
    given = defaultdict(set)
    for paper in huyen.incoming:
        if AGENCY[paper.issuer_code].level == "tinh" and paper.doc_type == "Công văn":
            given[paper.issued_on, paper.number].add(paper.issuer_code)
    shared = [key for key, issuers in given.items() if len(issuers) > 1]
    assert len(shared) <= len(given) // 50


def test_no_incoming_paper_comes_twice(offices):
    for office in offices.values():
        keys = [(p.number, p.notation, p.issuer, p.issued_on.year) for p in office.incoming]
        assert len(set(keys)) == len(keys)


def test_no_outgoing_code_is_given_twice_in_a_year(offices):
    for office in offices.values():
        codes = [(p.code, p.issued_on.year) for p in office.outgoing if p.issued_on]
        assert len(set(codes)) == len(codes)
