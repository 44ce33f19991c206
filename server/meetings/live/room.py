"""What the live room is given to begin with: the picture, whose view it is, and its words."""

from typing import Any

from flask import current_app
from flask_babel import lazy_gettext as _

from server.meetings.calls.engines import engine
from server.meetings.forms import KINDS, THRESHOLDS, WORDS
from server.meetings.models import Meeting
from server.meetings.views import MeetingThing
from server.meetings.votes import voting
from server.meetings.votes.poll_pages import WORDS as ANSWERED
from server.org.actor import Actor
from server.words_of.meetings import ATTENDANCE, STANCES, STATES
from workflows import Role
from workflows.meeting import GATHERED
from workflows.offices import is_mere_guest

VIEWS = ((Role.CHAIR, "chair"), (Role.SECRETARY, "secretary"), (Role.TECH, "tech"))
"""Whose view of the room somebody has, by what he is in it; the others are delegates."""

LIVE = frozenset(
    ("check_in", "start_item", "end_item", "request_floor", "withdraw_request", "give_floor",
     "move_request", "end_turn", "extend_turn", "open_vote", "cast", "close_vote", "take_chair",
     "remark", "open", "resume", "pause", "close", "pair_screen", "record_card_vote", "show_page",
     "adopt_unopposed", "count_site", "mute_site", "tell_secretary", "move_item", "undo_check_in")
)  # fmt: skip
"""Acts that the live room has buttons for; the forms of the others stand below it."""

SAYS = {
    "line.open": _("Đã kết nối"),
    "line.joining": _("Đang vào phòng họp…"),
    "line.lost": _("Mất kết nối từ {at}. Đang thử lại; biểu quyết phải chờ có kết nối."),
    "line.out": _(
        "Anh/chị không còn trong cuộc họp này: chức vụ được mời đã thôi, hoặc chỗ đã giao người"
        " khác. Thư ký cuộc họp biết rõ."
    ),
    "line.leave": _("Về danh sách cuộc họp"),
    "line.screen": _("Mất kết nối với máy chủ, đang thử lại…"),
    "item.none": _("Chưa bàn nội dung nào"),
    "item.soon": _("Tiếp theo: {no}. {title}"),
    "item.all": _("Đã xong chương trình"),
    "item.for": _("đã bàn {time}"),
    "item.of": _("đã bàn {time} trên {minutes} phút dự kiến"),
    "item.over": _("quá {time} so với dự kiến"),
    "item.running": _("đang bàn"),
    "item.done": _("đã xong"),
    "together": _("Thông qua cùng một lượt"),
    "together.said": _("Không ai có ý kiến khác, đủ số thành viên có mặt đồng ý."),
    "together.out": _("Bỏ dấu chọn để đưa nội dung ra thảo luận."),
    "together.adopt": _("Thông qua {n} nội dung"),
    "together.sure": _(
        "Thông qua cùng một lượt các nội dung {nos}. Kết quả ghi vào biên bản, không lấy lại được."
    ),
    "together.basis": _("Ghi căn cứ khác quy định đang có hiệu lực"),
    "together.item": _("không có ý kiến khác"),
    "ends": _("dự kiến xong {at}"),
    "saved": _("tiết kiệm {n} phút"),
    "stance.said": _("{name}: {stance}"),
    "item.questions": _("{n} câu hỏi trước phiên họp"),
    "item.speeches": _("Đăng ký phát biểu: {names}"),
    "item.spoken": _("Anh/chị đã đăng ký phát biểu"),
    "item.answer": _("Trả lời: {words}"),
    "item.unanswered": _("chưa trả lời"),
    "stands": _("dự thay {name}"),
    "item.start": _("Bắt đầu"),
    "item.first": _("Bắt đầu nội dung {no}"),
    "item.by": _("{name} trình bày"),
    "item.minutes": _("{n} phút"),
    "item.end": _("Kết luận nội dung"),
    "item.next": _("Chuyển sang nội dung {no}"),
    "item.conclusion": _("Kết luận: {words}"),
    "quorum": _("{present}/{base} thành viên có mặt"),
    "quorum.there": _("{n}/{all} người có mặt"),
    "quorum.short": _("chưa đủ, cần {needed}"),
    "quorum.enough": _("đủ số họp"),
    "speaker.none": _("Không có ai đang phát biểu"),
    "speaker.left": _("còn {time}"),
    "speaker.over": _("quá giờ {time}"),
    "bell": _("Hết giờ phát biểu: {name}"),
    "queue.none": _("Không có ai chờ phát biểu."),
    "queue.order": _("vấn đề quy trình"),
    "queue.up": _("Đưa lên trước: {name}"),
    "queue.more": _("và {n} người nữa"),
    "give": _("Mời"),
    "give.minutes": _("Số phút mỗi lượt"),
    "more": _("Thêm 1 phút"),
    "end": _("Kết thúc lượt"),
    "ask": _("Đăng ký phát biểu"),
    "ask.order": _("Nêu vấn đề quy trình"),
    "ask.waits": _("Anh/chị đứng thứ {n} trong hàng chờ"),
    "ask.withdraw": _("Thôi phát biểu"),
    "ask.speaks": _("Anh/chị đang phát biểu"),
    "come": _("Tôi có mặt tại phòng họp"),
    "come.remote": _("Tôi dự từ xa"),
    "come.seat": _("Đã điểm danh. Ghế của anh/chị: {seat}."),
    "come.done": _("Đã điểm danh."),
    "come.moved": _("Anh/chị được xếp sang ghế {seat}."),
    "come.mine": _("Ghế của tôi: {seat}"),
    "come.first": _("Anh/chị chưa điểm danh."),
    "come.sent": _("Anh/chị đã cử {name} dự thay. Nếu tự dự được thì điểm danh tại đây."),
    "come.left": _("Anh/chị đã ra về lúc {at}. Nếu trở lại thì điểm danh tại đây."),
    "come.site": _("Tôi có mặt tại {site}"),
    "come.stands": _("Anh/chị dự thay {name}: được phát biểu, không biểu quyết thay."),
    "speaker.now": _("Đang phát biểu"),
    "vote.cast": _("đã bỏ {cast} trên {present} phiếu"),
    "vote.hushed": _("{present} người được bỏ phiếu, bỏ đủ mới báo: không ai biết ai bỏ lúc nào"),
    "vote.yours": _("Biểu quyết của anh/chị"),
    "vote.pick": _("Chọn không quá {n}"),
    "vote.full": _("Chỉ được chọn không quá {n}. Hãy bỏ bớt một lựa chọn trước."),
    "vote.send": _("Bỏ phiếu: {choice}"),
    "vote.change": _("Đổi ý kiến được cho đến khi kết thúc biểu quyết."),
    "vote.anew": _("Đổi ý kiến"),
    "vote.fixed": _("Phiếu kín: không ai biết anh/chị chọn gì, và đã bỏ thì không đổi được."),
    "vote.offline": _(
        "Đang mất kết nối nên chưa bỏ phiếu được: phiếu chỉ tính khi máy chủ nhận trước lúc kết"
        " thúc, vì vậy không để dành để gửi sau."
    ),
    "vote.sending": _("Đang gửi phiếu…"),
    "vote.again": _("Chưa gửi được, đang gửi lại. Phiếu chỉ được tính một lần."),
    "vote.taken": _("Đã ghi nhận phiếu lúc {at}"),
    "vote.had": _("Anh/chị đã bỏ phiếu"),
    "vote.not": _("Anh/chị không có trong danh sách biểu quyết này."),
    "vote.card": _("Thư ký đếm và ghi, chủ trì xác nhận khi kết thúc."),
    "vote.counted": _("Thư ký đã ghi số thẻ."),
    "vote.counts": _("Thư ký đếm được: {counts}."),
    "vote.confirm": _("Xác nhận số thẻ, kết thúc biểu quyết"),
    "vote.count": _("Ghi số thẻ"),
    "vote.close": _("Kết thúc biểu quyết"),
    "vote.short": _(
        "Mới có {cast} trên {present} phiếu. Người chưa bỏ sẽ không bỏ được nữa. Kết thúc?"
    ),
    "vote.hurry": _("Còn người chưa bỏ phiếu; kết thúc thì không bỏ được nữa. Kết thúc?"),
    "vote.passed": _("Được thông qua"),
    "vote.failed": _("Không được thông qua"),
    "vote.share": _("{percent}%, tính trên {base} thành viên; cần {needed} phiếu"),
    "vote.basis": _("Căn cứ: {basis}"),
    "vote.casting": _("ngang phiếu, theo ý kiến của chủ trì"),
    "vote.elected": _("Trúng: {names}"),
    "vote.nobody": _("Không ai đủ phiếu"),
    "back": _("Máy chủ vừa khởi động lại, đã giữ đủ {cast}/{present} phiếu. Biểu quyết vẫn mở."),
    "doc.late": _("gửi muộn"),
    "doc.view": _("chỉ xem, không tải về"),
    "doc.version": _("bản {version}, thay bản {before} lúc {at}"),
    "vote.on": _("Biểu quyết trên: {name}, bản {version} (mã băm {digest})"),
    "vote.ballots": _("Xem các lá phiếu, đếm lại"),
    "vote.later": _("bản {newest} có từ {at} không thuộc biểu quyết này"),
    "show": _("Trình chiếu"),
    "look": _("Xem"),
    "show.now": _("Đang chiếu: {name}, trang {page}"),
    "show.back": _("Trang trước"),
    "show.on": _("Trang sau"),
    "show.none": _("Chưa trình chiếu tài liệu nào."),
    "follow": _("Theo người trình bày"),
    "alone": _("Đang xem riêng"),
    "presenting": _("Anh/chị đang trình chiếu: lật trang là cả phòng thấy"),
    "note.page": _("Ghi chú của tôi, trang {page}"),
    "note.whole": _("Ghi chú chung của tôi"),
    "note.own": _("Chỉ mình anh/chị đọc được."),
    "note.kept": _("Đã lưu. Chỉ mình anh/chị đọc được."),
    "note.lost": _("Chưa lưu: mất kết nối. Sẽ lưu khi có kết nối, xin đừng đóng trang."),
    "note.sealed": _(
        "Chưa gửi được: mất kết nối. Ghi chú nằm trên máy này, đã mã hóa, còn cả khi đóng trang;"
        " tự gửi khi có kết nối. Ra về (đăng xuất) trước lúc đó thì mất."
    ),
    "note.both": _("Trang này đã được ghi trên máy khác cùng lúc đó: giữ cả hai, nối liền nhau."),
    "note.refused": _("Chưa lưu được ghi chú này."),
    "note.others": _("Ghi chú khác của tôi ({n})"),
    "note.at": _("trang {page}"),
    "came": _("Ghi có mặt"),
    "left": _("Ghi ra về"),
    "came.at": _("vào {at}"),
    "left.at": _("ra {at}"),
    "mistaken": _("Ghi nhầm"),
    "mistaken.said": _(
        "Bỏ điểm danh của {name}: người này trở lại là vắng mặt, biên bản không ghi là đã đến."
    ),
    "reason.when": _("Lúc mấy giờ (để trống: bây giờ)"),
    "reason": _("Lý do ghi thay {name}"),
    "reason.wanted": _("Ghi thay người khác phải có lý do."),
    "call.video": _("Vào bằng hình và tiếng"),
    "call.audio": _("Chỉ vào bằng tiếng"),
    "call.hint": _(
        "Tối đa 4 người có hình, 8 người cả thảy. Cuộc họp vẫn tiếp tục khi cuộc gọi hỏng."
    ),
    "call.open": _("Mở hội nghị truyền hình"),
    "call.dial": _("Quay số từ thiết bị hội nghị của điểm cầu:"),
    "call.here": _("Gọi bằng máy này"),
    "call.device": _("Không mở được máy quay hoặc micrô. Cuộc họp vẫn tiếp tục bình thường."),
    "call.closed": _(
        "Đang bàn nội dung họp kín: khách mời ra khỏi cuộc gọi, khi xong nội dung này thì vào lại."
    ),
    "call.full": _("Cuộc gọi đã đủ người. Hãy vào bằng tiếng, hoặc chờ có người rời."),
    "call.enters": _("Đang vào cuộc gọi…"),
    "call.waits": _("Đang vào phòng họp; vào được là cuộc gọi mở ngay."),
    "call.failed": _("Chưa vào được cuộc gọi. Cuộc họp vẫn tiếp tục bình thường."),
    "call.alone": _("Chưa có ai khác trong cuộc gọi."),
    "call.is.again": _("Mất hình, tiếng; đang nối lại"),
    "call.is.unseen": _("Chỉ có tiếng"),
    "call.is.quiet": _("Đang tắt tiếng"),
    "call.me": _("Anh/chị"),
    "call.mute": _("Tắt tiếng"),
    "call.unmute": _("Bật tiếng"),
    "call.leave": _("Rời cuộc gọi"),
    "site.here": _("{present}/{people} đại biểu"),
    "site.others": _("{n} người khác"),
    "site.expected": _("đếm được {n}/{expected} người dự kiến"),
    "site.awaited": _("dự kiến {expected} người"),
    "site.line.WAITING": _("chưa kết nối"),
    "site.line.JOINED": _("đã kết nối"),
    "site.line.LOST": _("mất kết nối"),
    "site.head": _("Trưởng điểm cầu: {name}"),
    "site.nobody": _("Chưa có trưởng điểm cầu"),
    "site.give": _("Mời điểm cầu"),
    "site.mute": _("Tắt tiếng điểm cầu"),
    "site.unmute": _("Bật tiếng điểm cầu"),
    "site.muted": _("đang tắt tiếng"),
    "call.muted": _("Chủ trì đã tắt tiếng điểm cầu của anh/chị."),
    "site.mine": _("Anh/chị phụ trách điểm cầu này"),
    "site.count": _("Số người khác tại điểm cầu"),
    "site.save": _("Ghi số người"),
    "site.total": _("{joined}/{all} điểm cầu đã kết nối · {people} người"),
    "site.lost": _("Mất kết nối với điểm cầu: {names}"),
    "screens": _("đã kết nối {n}"),
    "chair": _("chủ trì"),
    "secretary": _("thư ký"),
    "chair.lost": _("Chủ trì {chair} vắng mặt, hoặc mất kết nối đã hơn một phút."),
    "chair.take": _("Nhận chủ trì"),
    "chair.asked": _("Đã mời {name} nhận chủ trì."),
    "open": _("Khai mạc"),
    "resume": _("Họp tiếp"),
    "pause": _("Tạm nghỉ"),
    "close": _("Bế mạc"),
    "close.sure": _("Bế mạc cuộc họp? Sau khi bế mạc không mở lại được."),
    "lost": _("Chưa gửi được: mất kết nối. Hãy thử lại khi có kết nối."),
    "cancel": _("Thôi"),
    "ask.vote": _("Mở biểu quyết"),
    "ask.question": _("Vấn đề biểu quyết"),
    "ask.usual": _("Thông qua: {title}"),
    "ask.more": _("Phương án, tỷ lệ thông qua khác"),
    "ask.kind": _("Hình thức"),
    "ask.names": _("Phương án khác, mỗi dòng một phương án (để trống: tán thành, không tán thành)"),
    "ask.most": _("Được chọn nhiều nhất"),
    "ask.threshold": _("Tỷ lệ thông qua"),
    "ask.basis": _("Căn cứ pháp lý của tỷ lệ"),
    "ask.open": _("Mở biểu quyết ngay"),
    "item.poll": _("Phiếu lấy ý kiến: {title}"),
    "item.polling": _("đã trả lời {n}/{all}"),
    "item.up": _("Đưa lên trước"),
    "item.votes": _("có biểu quyết"),
    "item.lines": _("Mỗi dòng là một kết luận; giao ai, hạn nào thì ghi ngay trong dòng đó."),
    "item.unvoted": _("Nội dung này có biểu quyết mà chưa mở biểu quyết."),
    "vote.repeat": _("Biểu quyết lại"),
    "vote.repeated": _("Biểu quyết lại: {reason}"),
    "repeat.why": _("Lý do biểu quyết lại (kết quả trước vẫn giữ)"),
    "next": _("Tiếp theo"),
    "wall.come": _("Quét mã để điểm danh"),
    "wall.missing": _("Chưa kết nối: {names}"),
    "wall.more": _("Chưa kết nối: {names} và {n} điểm cầu khác"),
    "wall.pause": _("Tạm nghỉ"),
    "wall.soon": _("Sắp khai mạc"),
    "wall.closed": _("Cuộc họp đã bế mạc"),
}  # fmt: skip


def words() -> dict[str, Any]:
    """The room's words in the language of whoever looks, and the law's words for what it shows."""
    return {
        **{name: str(said) for name, said in SAYS.items()},
        "choices": {name: str(said) for name, said in WORDS.items()},
        "answers": {name: str(said) for name, said in ANSWERED.items()},
        "thresholds": {name: str(said) for name, said in THRESHOLDS.items()},
        "kinds": {kind.value: str(said) for kind, said in KINDS.items()},
        "stances": {name: str(said) for name, said in STANCES.items()},
        "states": {name: str(said) for name, said in STATES.items()},
        "attendance": {name: str(said) for name, said in ATTENDANCE.items()},
    }


def room_of(
    meeting: Meeting, actor: Actor, shown: MeetingThing, seat: str
) -> dict[str, Any] | None:
    """The live room for this person, who sits on that seat; there is none before people gather and
    after they part."""
    if meeting.state not in GATHERED:
        return None
    parts = meeting.parts_of(actor.person_id)
    return {
        "snapshot": shown.model_dump(mode="json"),
        "me": actor.account,
        "seat": seat,
        "view": next((view for part, view in VIEWS if part in parts), "delegate"),
        "heads": [one.n for one in meeting.at_sites if one.head_id == actor.person_id],
        "call": engine(current_app.config["SETTINGS"]).door(meeting),
        "few": voting.FEW,
        "guest": is_mere_guest(parts),
        "words": words(),
    }
