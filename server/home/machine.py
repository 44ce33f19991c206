"""What is wrong with the machine and its lines, told to an administrator as he comes in.

One thing at a time, the worst first.
"""

from flask_babel import gettext as _

from server import room_left, rota, timekeeping
from server.counted import counted
from server.documents.incoming import unread
from server.exchange.dropped import how_many_aside
from server.exchange.left_lying import left
from server.exchange.stopped import stopped
from server.office import office
from server.org.actor import Actor
from workflows import Role


def alarm() -> str:
    """In words; empty where nothing is wrong."""
    said = (_clock_alarm, _disk_alarm, _unjudged_alarm, _line_alarm, _folder_alarm, _given_up_alarm)
    return next(filter(None, (one() for one in said)), "")


def _clock_alarm() -> str:
    """The machine's clock is off by more than deadlines and votes bear (CAL-11)."""
    off = timekeeping.last_found()
    if off is None or not timekeeping.is_off(off):
        return ""
    words = _(
        "Đồng hồ máy chủ %(said)s. Hạn, giờ biểu quyết và ngày văn bản đang tính theo giờ sai."
    )
    return words % {"said": timekeeping.off_words(off, office().ntp_server)}


def _disk_alarm() -> str:
    """Before it is full: then nothing is written any more (`server/ground.py`)."""
    free = room_left.left(office().home)
    if not room_left.is_short(free):
        return ""
    words = _(
        "Đĩa máy chủ chỉ còn %(left)s. Khi hết chỗ, không văn bản nào ghi được nữa: hãy dọn đĩa."
    )
    return words % {"left": room_left.words(free)}


def _unjudged_alarm() -> str:
    """The verifier fails at what came: no clerk can enter it, and only the log says why."""
    count = unread.how_many()
    if not count:
        return ""
    return _(
        "Máy chưa kiểm tra được chữ ký số của %(n)s văn bản đến vì chính máy gặp lỗi, và đang thử"
        " lại: hãy xem nguyên nhân trong nhật ký máy chủ.",
        n=count,
    )


def _line_alarm() -> str:
    """Nothing goes to another system, and its clerk cannot mend why."""
    one = stopped()
    if one is None:
        return ""
    words = counted("Liên thông với %(organ)s không thông, %(n)s phong bì đang chờ.", one.letters,
                    organ=one.organ_id)  # fmt: skip
    more = _("Còn %(n)s nơi khác như vậy.", n=one.others) if one.others else ""
    return " ".join(filter(None, (words, one.why, more)))


def _folder_alarm() -> str:
    """What lies in a folder and is not taken: nobody waits for an answer there (§8.5)."""
    one = left()
    if one is None:
        return ""
    if one.why:
        return _("Thư mục liên thông %(place)s: %(why)s.", place=one.folder, why=one.why)
    return _(
        "Thư mục liên thông %(place)s: %(n)s tệp nằm quá mười phút mà không lấy được. Hãy xem quyền"
        " và tên của tệp (.edxml, .xml), hoặc nguyên nhân trong nhật ký máy chủ.",
        place=one.folder,
        n=one.lying,
    )


def _given_up_alarm() -> str:
    """A job was left after its last try; who asked for it may have closed the page."""
    left = rota.given_up()
    if not left:
        return ""
    return _(
        "Máy đã thôi thử %(n)s việc chạy nền vì gặp lỗi (%(kinds)s): hãy xem nguyên nhân trong"
        " nhật ký máy chủ (“a job failed”).",
        n=sum(left.values()),
        kinds=", ".join(sorted(left)),
    )


def to_see(actor: Actor) -> list[tuple[str, str]]:
    """What lies before an administrator because of lines and folders, and where he sees to it."""
    return [*_stopped(), *_set_aside()] if Role.ADMIN in actor.roles else []


def _stopped() -> list[tuple[str, str]]:
    """A line that he mended is tried again as soon as he says so (§8.5)."""
    one = stopped()
    if one is None:
        return []
    return [(_("Phong bì liên thông đang chờ gửi lại"), "/people/waiting")]


def _set_aside() -> list[tuple[str, str]]:
    """Nobody waits for an answer from a folder: what could not be taken from one lies there until
    an administrator looks (§8.5)."""
    left = how_many_aside()
    if not left:
        return []
    words = _("Phong bì liên thông không nhận được, đang để riêng chờ xem (%(n)s)", n=left)
    return [(words, "/people/aside")]
