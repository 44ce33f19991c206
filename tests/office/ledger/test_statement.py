"""What a citizen takes along from /verify is checked at home: the office's word, and the log's."""

import json

import pytest
from click.testing import CliRunner

from server.commands.ledger_offline import verify
from server.database import db
from server.documents.outgoing.models import OutgoingDocument
from server.files import store
from server.ledger import asking, heads, sequencing, witnesses
from server.ledger.outside import bundle, statement
from server.ledger.outside.evidence import Bad, Trusted, Unreadable
from signing.note import line, secret_at
from tests.office import papers
from tests.office.outcome import id_of

pytestmark = pytest.mark.sent


@pytest.fixture
def sent(one_app) -> OutgoingDocument:
    """A letter has left, and the log's signed head holds it."""
    sequencing.place_all()
    return _paper()


def _paper() -> OutgoingDocument:
    db.session.rollback()
    return db.session.query(OutgoingDocument).one()


def asked(app) -> dict:
    got = app.test_client().get(f"/verify/{_paper().public_id}/statement")
    assert "attachment" in got.headers["Content-Disposition"]
    return got.get_json(force=True)


def judged(said: dict, *witness) -> bundle.Sound:
    lines = json.dumps(said, ensure_ascii=False, indent=1).splitlines(keepends=True)
    return bundle.examine(lines, Trusted(heads.log_key(), witness))


def signed_anew(said: dict, old: str, new: str) -> dict:
    """As whoever holds the office's key would write it."""
    text = said["statement"].partition("\n\n")[0].replace(old, new) + "\n"
    secret = secret_at(asking.office().cabinet.keys / "log.key")
    return said | {"statement": f"{text}\n{line(heads.log_key(), secret.sign(text.encode()))}"}


def test_the_file_of_a_dispatched_paper_holds_without_the_office(one_app, sent, tmp_path):
    page = one_app.test_client().get(f"/verify/{sent.public_id}").text
    for words in (sent.signer.full_name, sent.agency.name, sent.file_sha256, "điểm chốt"):
        assert words in page
    said = asked(one_app)
    told = {json.loads(one["data"])["event"] for one in said["proof"]["entries"]}
    assert told <= statement.TOLD
    file, pdf = tmp_path / "xac-nhan.json", tmp_path / "van-ban.pdf"
    file.write_text(json.dumps(said, ensure_ascii=False, indent=1), "utf-8")
    pdf.write_bytes(store().fetch(sent.file_sha256))
    asks = [str(file), "--key", str(heads.log_key()), "--pdf", str(pdf)]
    got = CliRunner().invoke(verify, asks)
    assert got.exit_code == 0, got.output
    for words in (
        f"✓ {sent.agency.name} xác nhận lúc", f"văn bản {sent.code} ngày {sent.issued_on}",
        sent.subject, f"chữ ký trên tệp: NguoiKy {sent.signer.full_name}",
        "chưa bị thu hồi", "mục khớp với điểm chốt", "đúng từng byte tệp",
    ):  # fmt: skip
        assert words in got.output, words
    pdf.write_bytes(pdf.read_bytes() + b" ")
    assert CliRunner().invoke(verify, asks).exit_code == 1


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda said: said | {"statement": said["statement"].replace("stands", "stood")}, "bị sửa"),
        (lambda said: said | {"statement": said["statement"].replace("\n\n", "\n")}, "bị sửa"),
        (lambda said: signed_anew(said, _paper().file_sha256, "0" * 64), "không có trong các mục"),
        (lambda said: said | {"proof": said["proof"] | {"checkpoint": ""}}, "không do khóa"),
    ],
)
def test_what_is_not_so_is_named(one_app, sent, spoil, words):
    with pytest.raises(Bad, match=words):
        judged(spoil(asked(one_app)))


def test_a_recall_that_the_log_knows_is_not_kept_silent(one_app, one_cast, sent):
    order = {"reason": "Nhầm", "order_code": "9/CV"}
    assert one_cast.minh.does(papers.SENT, "recall", order).status_code == 202
    papers.ok(one_cast.lan.does(papers.SENT, "recall"))
    sequencing.place_all()
    heads.sign_head_now()
    said = asked(one_app)
    assert "lúc xác nhận, văn bản đã bị thu hồi" in judged(said).told
    with pytest.raises(Bad, match="nhật ký ghi văn bản đã bị thu hồi"):
        judged(signed_anew(said, "standing recalled", "standing stands"))


def test_before_a_head_there_is_the_offices_word_alone_and_no_witness_is_pretended(one_app):
    said = asked(one_app) | {"proof": None}
    sound = judged(said)
    assert (sound.entries, len(sound.files)) == (0, 1)
    with pytest.raises(Bad, match="không kèm chứng minh"):
        judged(said, heads.log_key())


def test_a_demanded_witness_is_seen_in_the_proof(one_app, sent):
    commune = asking.found_here("hoangphu")
    commune.watch(heads.log_key())
    witnesses.ask(str(commune.key))
    sequencing.place_all()
    heads.sign_head_now()
    witnesses.collect()
    assert list(judged(asked(one_app), commune.key).witnessed) == [commune.key.name]


@pytest.mark.parametrize("facts", ["congso-statement/1\nat x\n", "congso-statement/2\n"])
def test_a_note_of_another_form_is_unreadable(one_app, facts):
    secret = secret_at(asking.office().cabinet.keys / "log.key") if heads.log_key() else None
    note = f"{facts}\n{line(heads.log_key(), secret.sign(facts.encode()))}"
    with pytest.raises(Unreadable):
        judged({"format": "congso-statement/1", "key": str(heads.log_key()), "statement": note})


def test_there_is_no_statement_of_what_has_not_left_the_office(one_app, one_cast):
    draft = db.session.get(OutgoingDocument, id_of(papers.sealed(one_cast)))
    assert one_app.test_client().get(f"/verify/{draft.public_id}/statement").status_code == 404
