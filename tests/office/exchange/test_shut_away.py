"""Its sender speaks of a paper that is shut away: heard, answered, and shut away too (SEC-02)."""

import pytest

from server.database import db
from server.documents.incoming.models import IncomingDocument
from server.exchange import composing
from server.exchange.envelope import RECALL, REPLACE, UPDATE, About, Replaced
from server.papers import shutting
from tests.cast import Cast
from tests.office.exchange.letters import (
    LETTER,
    PROVINCE,
    answered,
    attachment,
    envelope,
    hand_in,
    papers,
    posted,
    status,
)
from tests.office.exchange.test_wishes import SOUND, recall
from tests.office.incoming.shredder import MARK, WHY, files_with, rows_with
from tests.office.outcome import (
    change,
    line_of,
    reads,
    refused,
    state_of,
    steps,
    waits,
    waits_nowhere,
)
from tests.office.papers import ok

PATH = "/incoming/1"
WORDS = f"Nhầm kế hoạch {MARK}"
OPEN = {"reason": "Không có nội dung bí mật nhà nước"}
KEPT = {"reason": "Đã báo cơ quan bảo vệ bí mật nhà nước, chờ kết luận."}


def shut_away(cast: Cast) -> None:
    hand_in(cast.lan, envelope())
    ok(cast.lan.does(PATH, "quarantine", {"reason": "Có thể là văn bản mật"}))


def asked_back(cast: Cast) -> None:
    """The province says why, and that it was about the secret."""
    shut_away(cast)
    thirteen = status("13", LETTER.document_id, sender=PROVINCE, to="H56.12", words=WORDS)
    assert hand_in(cast.lan, thirteen).status_code == 202


def words_to_the_province(code: str) -> str:
    """As its envelope says them."""
    (letter,) = posted(status_code=code)
    return composing.said_by(letter).words


def other_wishes() -> dict[str, bytes]:
    """Whatever else a sender says of it, with the word in it."""
    about = [About(organ_id="H56", document_id=LETTER.document_id)]
    update = {"business": UPDATE, "updates": LETTER.document_id, "reason": WORDS}
    return {
        "update": envelope(**update, document_id="cap-nhat-1", subject=WORDS),
        "same": envelope(subject=WORDS),
        "replace": envelope(
            document_id="thay-1",
            business=REPLACE,
            replaced=[Replaced(document_id=LETTER.document_id, organ_ids=[])],
            attachments=[attachment(name="b.pdf")],
        ),
        "recall": envelope(
            document_id="thu-hoi-1", business=RECALL, about=about, attachments=[], reason=WORDS
        ),
    }


@pytest.mark.parametrize("what", ["update", "same", "recall"])
def test_whatever_a_sender_says_of_it_no_row_has_it_in_plain(cast: Cast, what: str) -> None:
    shut_away(cast)
    assert hand_in(cast.lan, other_wishes()[what]).status_code == 202
    assert rows_with(MARK) == []
    shutting.finish_all()
    assert (rows_with(MARK), files_with(MARK)) == ([], [])
    assert MARK not in cast.minh.browser().get(PATH).text
    for page in ("/", "/notices", "/incoming"):
        assert MARK not in cast.minh.browser().get(page).text, page


def test_lan_reads_his_words_out_of_the_box_and_they_come_back_with_the_paper(cast: Cast) -> None:
    asked_back(cast)
    assert waits(cast.lan, PATH) == {"recall_received"}
    assert WORDS in cast.lan.browser().get(PATH).text
    assert WORDS not in cast.minh.browser().get(PATH).text
    hand_in(cast.lan, other_wishes()["update"])
    assert WORDS in cast.lan.browser().get(PATH).text, "the second is noted beside the first"
    ok(cast.minh.does(PATH, "release", OPEN))
    (paper,) = papers()
    assert (paper.request, paper.request_data["words"]) == ("recall", WORDS)
    assert WORDS in paper.note


def test_a_second_wish_stands_behind_the_first_in_the_box_too(one_cast: Cast) -> None:
    asked_back(one_cast)
    hand_in(one_cast.lan, recall(reason=f"{MARK} lần hai"))
    ok(one_cast.minh.does(PATH, "release", OPEN))
    (paper,) = papers()
    assert paper.request_data["words"] == WORDS
    assert [one["words"] for one in paper.request_data["later"]] == [f"{MARK} lần hai"]


def test_lan_gives_it_back_and_nobody_reads_more_than_before(cast: Cast) -> None:
    """IN-T23: cancelled, 15 is said, its content stays shut."""
    asked_back(cast)
    ok(cast.lan.does(PATH, "recall_received"))
    assert (state_of(PATH), answered()[-1]) == ("RECALLED", "15")
    assert words_to_the_province("15") == WORDS, "he hears his own words, out of the box"
    shutting.finish_all()
    assert rows_with(MARK) == []
    assert words_to_the_province("15") == WORDS
    assert waits_nowhere(PATH)
    assert not any(reads(hand, PATH) for hand in (cast.minh, cast.hoa, cast.nam, cast.tuan))
    assert cast.lan.sees(PATH)["subject"] == LETTER.subject
    assert cast.lan.sees("/incoming?q=chuyen+doi+so")["items"] == []


def test_one_with_its_number_keeps_its_line_and_an_auditor_reads_none_of_it(cast: Cast) -> None:
    hand_in(cast.lan, envelope())
    ok(cast.lan.does(PATH, "register", SOUND))
    ok(cast.lan.does(PATH, "quarantine", WHY))
    hand_in(cast.lan, recall())
    assert cast.son.sees(PATH)["subject"] == ""
    ok(cast.lan.does(PATH, "recall_received"))
    line = line_of(PATH)
    assert (line.number, line.subject) == (1, "")
    assert line.note == "Cách ly (nghi mật); Đã thu hồi"
    thing = cast.son.sees(PATH)
    assert (thing["state"], thing["subject"], thing["files"]) == ("RECALLED", "", [])
    refused(cast.son.asks("GET", f"{PATH}/files/1"), "not_found")
    assert LETTER.subject not in cast.son.browser().get(PATH).text


def test_what_was_called_back_unread_can_still_be_destroyed_by_two_hands(cast: Cast) -> None:
    asked_back(cast)
    ok(cast.lan.does(PATH, "recall_received"))
    refused(cast.minh.does(PATH, "release", OPEN), "not_found")
    assert cast.lan.does(PATH, "purge", WHY).status_code == 202
    assert cast.minh.sees(PATH)["subject"] == "", "he reads why, not what"
    ok(cast.minh.does(PATH, "purge"))
    (paper,) = papers()
    assert (paper.state, paper.request_data) == ("PURGED", {})
    assert rows_with(MARK) == []


def test_what_was_called_back_in_the_open_is_destroyed_by_nobody(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope())
    hand_in(one_cast.lan, recall())
    ok(one_cast.lan.does(PATH, "recall_received"))
    refused(one_cast.lan.does(PATH, "purge", WHY), "is_shut_away")


def test_a_purge_that_was_proposed_is_off_once_it_is_given_back(one_cast: Cast) -> None:
    asked_back(one_cast)
    assert one_cast.lan.does(PATH, "purge", WHY).status_code == 202
    ok(one_cast.lan.does(PATH, "recall_received"))
    assert "purge" not in waits(one_cast.minh, PATH)
    refused(one_cast.minh.does(PATH, "purge"), "not_found")


def test_clerk_and_leader_keep_it_and_the_sender_hears_why(cast: Cast) -> None:
    """IN-T24: the leader reads Lan's reason, nothing of the paper, and the 16 has its words."""
    asked_back(cast)
    assert cast.lan.does(PATH, "refuse_recall", KEPT).status_code == 202
    assert "refuse_recall" in waits(cast.minh, PATH)
    page = cast.minh.browser().get(PATH).text
    assert KEPT["reason"] in page and WORDS not in page and LETTER.subject not in page
    ok(cast.minh.does(PATH, "refuse_recall"))
    assert state_of(PATH) == "QUARANTINED"
    assert waits(cast.lan, PATH) == set() and waits(cast.minh, PATH) == {"release"}
    assert rows_with(MARK) == []
    shutting.finish_all()
    assert words_to_the_province("16") == KEPT["reason"]
    assert KEPT["reason"] in cast.lan.browser().get(PATH).text
    assert steps(PATH)[-2:] == ["propose_refuse_recall", "refuse_recall"]


def test_an_answer_that_waits_while_its_paper_is_shut_away_still_says_why(cast: Cast) -> None:
    """Nor does an envelope under the same mark empty it (`receiving._hold`)."""
    hand_in(cast.lan, envelope())
    hand_in(cast.lan, other_wishes()["update"])
    ok(cast.lan.does(PATH, "refuse_update", {"reason": "Không khớp bản gốc"}))
    ok(cast.lan.does(PATH, "quarantine", {"reason": "Có thể là văn bản mật"}))
    assert words_to_the_province("16") == "Không khớp bản gốc"
    hand_in(cast.lan, other_wishes()["same"])
    shutting.finish_all()
    assert posted(status_code="16")[0].words == "", "in the box, like every word of it"
    assert words_to_the_province("16") == "Không khớp bản gốc"
    assert "Không khớp bản gốc" in cast.lan.browser().get(PATH).text
    ok(cast.minh.does(PATH, "release", OPEN))
    assert posted(status_code="16")[0].words == "Không khớp bản gốc"


def test_of_what_was_destroyed_no_answer_says_anything_any_more(one_cast: Cast) -> None:
    asked_back(one_cast)
    assert one_cast.lan.does(PATH, "refuse_recall", KEPT).status_code == 202
    ok(one_cast.minh.does(PATH, "refuse_recall"))
    one_cast.lan.does(PATH, "purge", WHY)
    ok(one_cast.minh.does(PATH, "purge"))
    assert words_to_the_province("16") == ""
    assert answered()[-1] == "02"


def replaced(cast: Cast) -> None:
    hand_in(cast.lan, envelope())
    ok(cast.lan.does(PATH, "register", SOUND))
    hand_in(cast.lan, other_wishes()["replace"])
    ok(cast.lan.does(PATH, "replaced"))
    assert state_of(PATH) == "SUPERSEDED"


def test_what_was_replaced_may_be_asked_back_and_still_says_by_what(cast: Cast) -> None:
    """IN-T23: superseded is no end of a sender's right."""
    replaced(cast)
    hand_in(cast.lan, recall())
    db.session.expire_all()
    old, new = papers()
    assert (old.request, old.request_data["by_id"]) == ("recall", new.id)
    assert "recall_received" in cast.lan.sees(PATH)["actions"]
    assert "refuse_recall" not in cast.lan.sees(PATH)["actions"], "nobody acted upon it"
    ok(cast.lan.does(PATH, "recall_received"))
    assert (state_of(PATH), answered()[-1]) == ("RECALLED", "15")
    assert line_of(PATH).note.endswith("Đã thu hồi")
    assert cast.lan.sees(f"/incoming/{new.id}")["state"] == "ARRIVED", "the new one stands"


def test_what_was_replaced_after_the_work_is_kept_and_still_says_by_what(one_cast: Cast) -> None:
    hand_in(one_cast.lan, envelope())
    ok(one_cast.lan.does(PATH, "register", SOUND))
    ok(one_cast.lan.does(PATH, "present"))
    ok(one_cast.minh.does(PATH, "for_info", {"to": ["vhtt"]}))
    hand_in(one_cast.lan, other_wishes()["replace"])
    ok(one_cast.lan.does(PATH, "replaced"))
    hand_in(one_cast.lan, recall())
    assert one_cast.lan.does(PATH, "refuse_recall", KEPT).status_code == 202
    ok(one_cast.minh.does(PATH, "refuse_recall"))
    old, new = papers()
    assert (old.state, old.request_data) == ("SUPERSEDED", {"by_id": new.id})
    assert "Được thay thế bởi" in one_cast.lan.browser().get(PATH).text


@pytest.mark.parametrize(
    ("state", "said"), [("QUARANTINED", "đang được cách ly"), ("SUPERSEDED", "đã được thay thế")]
)
def test_what_is_shut_away_or_replaced_is_rewritten_by_nobody_and_may_be_asked_back(
    one_cast: Cast, state: str, said: str
) -> None:
    """IN-T23 knows both states, IN-T26 neither: the sender hears why."""
    hand_in(one_cast.lan, envelope())
    change(IncomingDocument, {"id": 1}, state=state)
    key = {"document_id": "cap-nhat-1", "business": UPDATE, "updates": LETTER.document_id}
    hand_in(one_cast.lan, envelope(**key, subject="V/v khác"))
    assert said in words_to_the_province("16")
    hand_in(one_cast.lan, recall())
    assert papers()[0].request == "recall"
