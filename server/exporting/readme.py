"""The guide that lies in every export, in Vietnamese: what is where, and how it is checked."""

from collections.abc import Iterable, Mapping, Sequence

from server.clock import local, now
from server.exporting.owned import HIDDEN, LEFT_OUT
from server.org.ended import is_past, line_of
from server.org.models import Agency

_WORDS = """DỮ LIỆU CỦA {name}
Mã định danh: {organ}. Xuất từ Công Sở lúc {at}.{ended}

Trong gói này
  du-lieu/*.jsonl   mỗi bảng một tệp, mỗi dòng một bản ghi JSON (UTF-8). Ngày: năm-tháng-ngày;
                    thời điểm: ISO 8601, giờ Hà Nội. Cột …_id chỉ tới "id" của bảng cùng tên.
  so/*.csv          các sổ đăng ký và danh mục hồ sơ, mở được bằng bảng tính (CSV UTF-8).
  so/muc-luc.csv    mục lục văn bản của từng hồ sơ (Nghị định 30/2020/NĐ-CP, Phụ lục V).
  so/tep.csv        danh sách tệp: tệp nào tên gì, của văn bản nào. Tìm ở đây rồi mở ở tep/.
  tep/xx/<SHA-256>  các tệp như đã lưu; tên tệp là dấu vân tay SHA-256 của nó, kèm phần mở rộng.
                    Loại tệp: du-lieu/paper_files.jsonl (name, media_type, sha256).
                    Kiểm tra chữ ký: congso verify tep. Bản trung gian (tep.csv ghi “bản trung gian,
                    sau một lần ký”) chưa có các chữ ký đến sau nên không hợp lệ khi đứng riêng; bản
                    phát hành ghi “văn bản đi”.
  nhat-ky.jsonl     những gì nhật ký ghi về từng văn bản, kèm chứng minh Merkle.
                    Kiểm tra: congso ledger verify nhat-ky.jsonl (không cần máy chủ).
  manifest.json     cơ quan, thời điểm, số bản ghi từng bảng, tệp thiếu.
  SHA256SUMS        dấu vân tay của mọi tệp trên. Kiểm tra: sha256sum -c SHA256SUMS

Văn bản nằm ở đâu
  incoming_documents   văn bản đến          outgoing_documents   văn bản đi
  earlier_documents    chuyển từ hệ thống cũ
  register_rows        các dòng của sổ (direction: IN đến, OUT đi, POST bưu điện, KEPT bản lưu)
  history              từng bước xử lý (paper_kind, paper_id, ai, lúc nào, lý do)
  directives           bút phê              tasks                nhiệm vụ
  case_files           hồ sơ                case_file_items      văn bản trong hồ sơ
  access_requests      yêu cầu đọc hồ sơ    case_exhibits        ảnh, ghi âm trong hồ sơ
  meetings, meeting_*, minutes_lines, votes, vote_*   cuộc họp, biên bản, biểu quyết
  persons, positions, appointments, units             con người, chức vụ, đơn vị
  handed_over, agency_handovers   việc đã bàn giao giữa các cơ quan, biên bản (tệp: signed_lists)

Số bản ghi
{counts}

Không có trong gói
  Văn bản nghi mật đang cách ly, mật khẩu, khóa ký, phiếu kín, ghi chú cá nhân, dữ liệu của cơ quan
  khác. Từng bảng không xuất và lý do:
{left}
  Cột không xuất (bí mật, hoặc tính lại được từ cột khác):
{hidden}
{lacking}"""


def words(agency: Agency, counts: Mapping[str, int], lacking: Sequence[str]) -> str:
    """The guide of this export."""
    missing = "\nTệp có tên trong dữ liệu mà không có trong gói:\n" + _lines(lacking)
    return _WORDS.format(
        name=agency.name.upper(),
        organ=agency.organ_id,
        ended=_ended(agency),
        at=f"{local(now()):%H:%M %d/%m/%Y}",
        counts=_lines(f"{name}: {count}" for name, count in counts.items() if count),
        left=_lines(f"{name}: {why}" for name, why in LEFT_OUT.items()),
        hidden=_lines(f"{name}: {', '.join(sorted(those))}" for name, those in HIDDEN.items()),
        lacking=missing if lacking else "",
    )


def _ended(agency: Agency) -> str:
    """Of one that is no more: since when, and who has what was open then (ORG-12, ORG-15)."""
    if not is_past(agency.valid_to):
        return ""
    heir = line_of(agency)[-1]
    over = f"; việc chưa xong khi đó nằm trong gói của {heir.name}" if heir.id != agency.id else ""
    return f"\nĐã kết thúc hoạt động từ ngày {agency.valid_to:%d/%m/%Y}{over}."


def _lines(said: Iterable[str]) -> str:
    return "\n".join(f"  {one}" for one in said)
