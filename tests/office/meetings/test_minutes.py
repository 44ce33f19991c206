"""The minutes: they grow by themselves, are corrected with a trace, signed by two, and shut."""

import io
import json

import pypdfium2
import pytest
from sqlalchemy import select

from server.audit.models import LedgerEvent
from server.database import db
from server.documents.outgoing.signatures import signing
from server.files import store
from server.meetings.minutes.models import Minutes, MinutesLine
from server.office import office
from server.papers.lasting import of_paper
from server.press import read_signatures
from tests.cast import Cast
from tests.office.meetings.closed import CONCLUSION, closed, drafted, locked
from tests.office.meetings.gathering import does, entered, opened, voting
from tests.office.outcome import id_of, refused, says, waits
from tests.office.signing.keys import on_own_machine
from tests.office.signing.test_elsewhere_by_api import begins, signed_by

PIN = {"pin": "246810"}


def lines(cast: Cast, path: str) -> dict[str, str]:
    return {one["line"]: one["text"] for one in cast.tuan.sees(f"{path}/minutes")["items"]}


def texts(cast: Cast, path: str) -> str:
    return "\n".join(lines(cast, path).values())


def said(kind: str) -> list[dict]:
    found = db.session.scalars(select(LedgerEvent.content).order_by(LedgerEvent.id))
    return [one for one in map(json.loads, found) if one["event"] == kind]


def test_they_tell_what_happened_in_the_order_in_which_it_did(one_cast):
    path = closed(one_cast)
    told = texts(one_cast, path)
    places = [told.index(words) for words in (
        "Có mặt 4 trên 4 thành viên: Trịnh Quang Minh", "Phạm Anh Tuấn, Chánh Văn phòng",
        "chủ trì khai mạc", "Nội dung 1: Dự toán năm 2027. Người trình bày: Phạm Hữu Nghĩa.",
        "Lê Thị Hoa phát biểu",
        "Kết quả: tán thành 2 (Trịnh Quang Minh, Hoàng Văn Bình), không tán thành 1 (Lê Thị Hoa)",
        f"Chủ trì kết luận: {CONCLUSION}",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "đạt 50,00 % tổng số thành viên, cần 3 phiếu: không được thông qua" in told
    assert "Vắng" not in told


def test_who_came_late_left_or_stayed_away_is_told_with_the_reason(one_cast):
    path = entered(one_cast)
    does(one_cast.hoa, path, "excuse", reason="Đi công tác tỉnh")
    for hand in (one_cast.minh, one_cast.binh, one_cast.tckh):
        does(hand, path, "check_in")
    does(one_cast.minh, path, "open")
    does(one_cast.tuan, path, "check_in")
    does(one_cast.binh, path, "leave")
    told = texts(one_cast, path)
    away = "Vắng có lý do: Lê Thị Hoa, Trưởng phòng, Phòng Văn hóa và Thông tin (Đi công tác tỉnh)"
    assert away in told
    assert "Đến muộn: Phạm Anh Tuấn (" in told
    assert "Ra về trước khi kết thúc: Hoàng Văn Bình (" in told


def test_who_came_and_went_meanwhile_is_told_where_it_happened(one_cast):
    """The list above says how it ended; that Bình was away for a while stands in its place."""
    cast = one_cast
    path = entered(cast)
    for hand in (cast.minh, cast.binh, cast.hoa, cast.tuan):
        does(hand, path, "check_in")
    does(cast.minh, path, "open")
    does(cast.tckh, path, "check_in")
    does(cast.tuan, path, "leave", person=cast.binh.account, reason="Đi đón đoàn tỉnh")
    does(cast.binh, path, "check_in")
    told = texts(cast, path)
    places = [told.index(words) for words in (
        "chủ trì khai mạc", "Phạm Hữu Nghĩa vào họp.",
        "Hoàng Văn Bình ra về (Đi đón đoàn tỉnh).", "Hoàng Văn Bình vào họp.",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "Đến muộn: Phạm Hữu Nghĩa (" in told
    assert told.count("vào họp") == 2 and "Ra về trước khi kết thúc" not in told


def test_what_the_secretary_typed_meanwhile_stands_in_them_and_in_the_signed_file(one_cast):
    cast = one_cast
    path = opened(cast)
    does(cast.tuan, path, "remark", text="Chủ tịch yêu cầu rà lại phụ lục 2.")
    does(cast.minh, path, "close")
    does(cast.tuan, path, "draft_minutes")
    assert "Chủ tịch yêu cầu rà lại phụ lục 2." in lines(cast, path).values()
    assert cast.tuan.does(path, "sign_minutes", PIN).status_code == 200
    pdf = cast.tuan.asks("GET", f"{path}/files/1", buffered=True).data
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    assert "rà lại phụ lục 2" in " ".join(text.split())


def test_a_vote_held_once_more_is_told_with_its_reason(one_cast):
    cast = one_cast
    path = opened(cast)
    old = voting(cast, path)
    does(cast.minh, path, "close_vote", vote=old)
    new = voting(cast, path, repeats=old, reason="Nhầm phương án")
    does(cast.minh, path, "close_vote", vote=new)
    told = [one for one in lines(cast, path).values() if "Biểu quyết công khai" in one]
    assert [one.startswith("Biểu quyết lại (Nhầm phương án). ") for one in told] == [False, True]


def test_a_secret_vote_is_told_by_its_totals_alone(one_cast):
    path = closed(one_cast, "secret")
    vote = next(one for one in lines(one_cast, path).values() if one.startswith("Bỏ phiếu kín"))
    assert "tán thành 2, không tán thành 1" in vote
    assert not [one for one in ("Minh", "Bình", "Hoa") if one in vote]


def test_the_secretary_words_a_line_anew_and_each_wording_is_kept(one_cast):
    path = drafted(one_cast)
    key = next(key for key, text in lines(one_cast, path).items() if "phát biểu" in text)
    for text in ("Bà Hoa đề nghị giãn tiến độ.", "Bà Hoa đề nghị giãn tiến độ sang quý II."):
        does(one_cast.tuan, path, "write_minutes", line=key, text=text)
    does(one_cast.tuan, path, "write_minutes", line=key, text="Ông Nghĩa đồng ý.", adds=True)
    found = list(lines(one_cast, path).values())
    place = found.index("Bà Hoa đề nghị giãn tiến độ sang quý II.")
    assert found[place + 1] == "Ông Nghĩa đồng ý."
    assert len(db.session.scalars(select(MinutesLine)).all()) == 3
    assert [one["line"] for one in said("minutes_written")] == [1, 2, 3]
    assert "Hoa" not in str(said("minutes_written"))


def test_they_grow_while_the_meeting_is_held_and_the_secretary_adds_to_them(one_cast):
    path = opened(one_cast)
    does(one_cast.tuan, path, "write_minutes", text="Đại diện phòng Tài chính trình bày.")
    *_rest, added, end = lines(one_cast, path).values()
    assert (added, end) == ("Đại diện phòng Tài chính trình bày.", "")


def test_nobody_but_the_secretary_writes_and_nothing_is_written_nowhere(one_cast):
    path = drafted(one_cast)
    refused(one_cast.minh.does(path, "write_minutes", {"text": "Khác"}), "wrong_role")
    refused(one_cast.tuan.does(path, "write_minutes", {"text": " "}), "has_words")
    wrong = {"text": "Khác", "line": "e9999"}
    refused(one_cast.tuan.does(path, "write_minutes", wrong), "no_such_line")


def test_secretary_and_chair_sign_in_turn_and_the_file_verifies(one_cast):
    path = drafted(one_cast)
    assert (waits(one_cast.tuan, path), waits(one_cast.minh, path)) == (
        {"sign_minutes", "draft_notice"}, set(),
    )  # fmt: skip
    refused(one_cast.minh.does(path, "sign_minutes", PIN), "wrong_role")
    refused(one_cast.tuan.does(path, "sign_minutes", {"pin": "000000"}), "wrong_pin")
    done = one_cast.tuan.does(path, "sign_minutes", PIN).json
    assert (done["state"], done["minutes"][0]["chair_signed_at"]) == ("MINUTES_LOCKED", None)
    assert waits(one_cast.minh, path) == {"sign_minutes"}
    done = one_cast.minh.does(path, "sign_minutes", PIN).json
    assert done["minutes"][0]["chair_signed_at"] is not None
    refused(one_cast.minh.does(path, "sign_minutes", PIN), "lacks_a_signature")
    pdf = one_cast.hoa.asks("GET", f"{path}/files/1", buffered=True).data
    read = read_signatures(pdf, office().cabinet)
    assert (read["verdict"], read["profile"]) == ("valid", "minutes")
    assert [one["signer"] for one in read["signatures"]] == ["Phạm Anh Tuấn", "Trịnh Quang Minh"]
    pages = [one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(io.BytesIO(pdf))]
    assert "BIÊN BẢN" in pages[0] and CONCLUSION.split(",")[0] in " ".join(pages)
    assert [one["field"] for one in said("minutes_signed")] == ["NguoiKy", "NguoiKy2"]


def test_the_secretary_alone_is_not_enough_for_the_verifier(one_cast):
    path = drafted(one_cast)
    one_cast.tuan.does(path, "sign_minutes", PIN)
    pdf = one_cast.tuan.asks("GET", f"{path}/files/1", buffered=True).data
    assert read_signatures(pdf, office().cabinet)["verdict"] != "valid"


def test_from_the_first_signature_on_nothing_is_written_any_more(one_cast):
    """E08: DOMAIN §10.10."""
    path = drafted(one_cast)
    one_cast.tuan.does(path, "sign_minutes", PIN)
    got = one_cast.tuan.does(path, "write_minutes", {"text": "Sửa lỗi chính tả"})
    refused(got, "wrong_state")


def test_words_that_changed_under_the_signature_are_not_signed(one_cast, monkeypatch):
    path = drafted(one_cast)
    monkeypatch.setattr(
        "server.documents.outgoing.signatures.two_phases.bring_down",
        _writing_meanwhile(one_cast, path),
    )
    refused(one_cast.tuan.does(path, "sign_minutes", PIN), "signature_is_sound")
    assert one_cast.tuan.sees(path)["state"] == "MINUTES_DRAFT"
    assert one_cast.tuan.sees(path)["files"] == []


def _writing_meanwhile(cast: Cast, path: str):
    """A hand that reaches into the database while the key signs."""

    def late(way, actor, ref, mark, pin):
        real = way.claim

        def claim(*args):
            taken = real(*args)
            db.session.add(MinutesLine(
                meeting_id=id_of(path), line="ended", adds=False, text="Khác",
                person_id=actor.person_id, name=actor.name,
            ))  # fmt: skip
            db.session.commit()
            return taken

        changed = type(way)(way.kind, way.ready, claim, way.record)
        return signing.bring_down(changed, actor, ref, mark, pin)

    return late


def test_what_was_forgotten_goes_into_minutes_of_its_own(one_cast):
    path = locked(one_cast)
    before = one_cast.tuan.asks("GET", f"{path}/files/1", buffered=True).data
    refused(one_cast.tuan.does(path, "supplement_minutes", {"text": " "}), "has_words")
    refused(one_cast.tuan.does(path, "sign_supplement", PIN), "has_open_supplement")
    one_cast.tuan.does(path, "supplement_minutes", {"text": "Bổ sung ý kiến của bà Hoa."})
    refused(
        one_cast.tuan.does(path, "supplement_minutes", {"text": "Nữa"}), "has_no_open_supplement"
    )
    refused(one_cast.minh.does(path, "sign_supplement", PIN), "is_ones_turn")
    assert waits(one_cast.tuan, path) >= {"sign_supplement"}
    one_cast.tuan.does(path, "sign_supplement", PIN)
    assert waits(one_cast.minh, path) == {"sign_supplement"}
    done = one_cast.minh.does(path, "sign_supplement", PIN).json
    assert [one["n"] for one in done["files"]] == [1, 2]
    assert one_cast.tuan.asks("GET", f"{path}/files/1", buffered=True).data == before
    added = one_cast.tuan.asks("GET", f"{path}/files/2", buffered=True).data
    assert read_signatures(added, office().cabinet)["verdict"] == "valid"
    page = pypdfium2.PdfDocument(io.BytesIO(added))[0].get_textpage().get_text_range()
    assert "Bổ sung ý kiến của bà Hoa" in page


def test_the_page_shows_lines_signers_and_traces_and_what_is_signed(one_cast):
    path = drafted(one_cast)
    does(one_cast.tuan, path, "write_minutes", text="Ý kiến thêm.")
    seen = one_cast.tuan.browser()
    page = seen.get(f"{path}/minutes?line=ended").text
    for words in ("Sẽ ký đúng tệp này", "Ý kiến thêm.", "Vết sửa (1)", 'name="line" value="ended"'):
        assert words in page
    assert seen.get(f"{path}/minutes/1/file", buffered=True).data.startswith(b"%PDF")
    assert "Sẽ ký đúng tệp này" not in one_cast.minh.browser().get(f"{path}/minutes").text
    token = page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]
    wrong = {
        "csrf_token": token,
        "pin": "000000",
        "version": str(one_cast.tuan.sees(path)["version"]),
    }
    again = seen.post(f"{path}/sign_minutes", data=wrong)
    assert says("wrong_pin", again.text)


@pytest.mark.parametrize("where", ["minutes", "minutes/1/file"])
def test_of_a_meeting_that_was_not_opened_there_is_nothing_to_tell(one_cast, where):
    path = entered(one_cast)
    assert one_cast.tuan.browser().get(f"{path}/{where}").status_code == 404
    assert one_cast.tuan.asks("GET", f"{path}/minutes").status_code == 404


def test_they_are_found_by_the_matter_and_by_what_was_said(one_cast):
    path = locked(one_cast)
    for words in ("Dự toán năm 2027", "hoan chinh du toan", "Lê Thị Hoa phát biểu"):
        found = one_cast.hoa.sees(f"/search?q={words}")["items"]
        assert [(one["kind"], one["id"]) for one in found] == [("meetings", id_of(path))], words
    assert one_cast.anh.sees("/search?q=Dự toán năm 2027")["items"] == []
    assert one_cast.hoa.sees("/search?q=Dự toán năm 2027&doc_type=Công văn")["items"] == []
    page = one_cast.hoa.browser().get("/search?q=Dự toán năm 2027").text
    assert f'href="{path}"' in page


def test_the_machine_keeps_the_signed_file_up(one_cast):
    path = locked(one_cast)
    (kept,) = of_paper("meetings", id_of(path))
    which = db.session.scalars(select(Minutes)).one()
    assert (kept.sha256, kept.n) == (which.file_sha256, 1)
    assert store().fetch(kept.sha256).startswith(b"%PDF")


def test_the_chair_signs_with_a_token_on_his_own_machine(one_cast):
    """The path of every signature, so the keys of every kind (docs/keys.md)."""
    path = drafted(one_cast)
    assert one_cast.tuan.does(path, "sign_minutes", PIN).status_code == 200
    token = on_own_machine(one_cast)
    refused(one_cast.minh.does(path, "sign_minutes", PIN), "key_is_with_signer")
    begun = begins(one_cast.minh, path, "sign_minutes")
    meanwhile = {"signer": "x", "capacity": "TM"}
    refused(one_cast.tuan.does(path, "draft_notice", meanwhile), "being_signed")
    done = one_cast.minh.does(path, "sign_minutes", {"answer": signed_by(token, begun)})
    assert done.json["minutes"][0]["chair_signed_at"] is not None
    pdf = one_cast.minh.asks("GET", f"{path}/files/1", buffered=True).data
    assert read_signatures(pdf, office().cabinet)["verdict"] == "valid"
