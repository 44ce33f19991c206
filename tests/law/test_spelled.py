"""Numbers written out: the list of what is handed over says how many files in words too."""

import pytest

from workflows.spelled import spelled


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"), (1, "một"), (5, "năm"), (10, "mười"), (11, "mười một"), (15, "mười lăm"),
        (20, "hai mươi"), (21, "hai mươi mốt"), (24, "hai mươi tư"), (35, "ba mươi lăm"),
        (100, "một trăm"), (101, "một trăm linh một"), (205, "hai trăm linh năm"),
        (110, "một trăm mười"), (999, "chín trăm chín mươi chín"), (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"), (1010, "một nghìn không trăm mười"),
        (12345, "mười hai nghìn ba trăm bốn mươi lăm"), (2_000_000, "hai triệu"),
    ],
)  # fmt: skip
def test_as_an_official_writes_it(number: int, words: str):
    assert spelled(number) == words
