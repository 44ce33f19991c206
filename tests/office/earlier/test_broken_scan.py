"""One scan of a folder is no sound PDF: its line says so, and nothing is taken over with it."""

from server.database import db
from server.documents.incoming.models import IncomingDocument
from tests.cast import Cast
from tests.office import papers
from tests.office.earlier import old_register as old


def test_the_line_of_a_broken_scan_is_named_and_the_others_wait_with_it(one_cast: Cast):
    rows = [old.line(file="15.pdf"), old.line(no=2, code="16/SNV-CCHC", file="16.pdf")]
    pack = ("goi.zip", old.packet(**{"15_pdf": papers.scan("A"), "16_pdf": papers.scan("B")[:200]}))
    made = old.handed_in(one_cast.lan, old.workbook(*rows), pack)

    assert [n for n, *_ in old.troubles(made)] == [4], "as the sheet counts them"
    assert db.session.query(IncomingDocument).count() == 0
