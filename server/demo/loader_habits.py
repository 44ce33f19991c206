"""What the demo's offices write again and again: templates of drafts, a group of recipients."""

import datetime as dt

from sqlalchemy import select

from server.database import db, transaction
from server.demo.places import COMMUNES
from server.org.models import Agency, DraftTemplate, RecipientGroup

COMMITTEES = tuple(one.code for one in COMMUNES)

# fmt: off
TEMPLATES = (
    ("huyen", "Giấy mời họp giao ban tháng", {
        "doc_type": "Giấy mời",
        "subject": "Họp giao ban tháng",
        "bases": [],
        "body": ["Đề nghị các đại biểu chuẩn bị báo cáo kết quả thực hiện nhiệm vụ trong tháng và "
                 "đến dự đúng thành phần, thời gian."],
        "to": [*COMMITTEES],
        "for_info": [],
    }),
    ("huyen", "Báo cáo kết quả công tác tuần", {
        "doc_type": "Báo cáo",
        "subject": "Kết quả công tác tuần",
        "bases": [],
        "body": ["I. KẾT QUẢ CÔNG TÁC TRONG TUẦN",
                 "Trong tuần, đơn vị đã thực hiện các nhiệm vụ sau:",
                 "II. NHIỆM VỤ TUẦN TỚI",
                 "Tuần tới, đơn vị tập trung thực hiện các nhiệm vụ sau:"],
        "to": ["tinh"],
        "for_info": [],
    }),
    ("huyen", "Công văn đôn đốc báo cáo", {
        "doc_type": "Công văn",
        "subject": "V/v đôn đốc báo cáo kết quả thực hiện nhiệm vụ được giao",
        "bases": [],
        "body": ["Đến nay, Ủy ban nhân dân huyện chưa nhận được báo cáo của một số xã, thị trấn.",
                 "Ủy ban nhân dân huyện đề nghị Ủy ban nhân dân các xã, thị trấn gửi báo cáo "
                 "trước ngày … để tổng hợp."],
        "to": [*COMMITTEES],
        "for_info": [],
    }),
    ("hoangphu", "Báo cáo kết quả công tác tháng", {
        "doc_type": "Báo cáo",
        "subject": "Kết quả công tác tháng",
        "bases": [],
        "body": ["Trong tháng, Ủy ban nhân dân xã đã thực hiện các nhiệm vụ sau:"],
        "to": ["huyen"],
        "for_info": [],
    }),
)
# fmt: on
GROUP = ("huyen", "Các xã, thị trấn", COMMITTEES)


def load_habits(since: dt.date) -> None:
    """Once: an office that keeps a template already has its own."""
    if db.session.scalar(select(DraftTemplate.id).limit(1)) is not None:
        return
    with transaction() as session:
        for agency, name, words in TEMPLATES:
            session.add(DraftTemplate(agency_id=_id(agency), name=name, valid_from=since, **words))
        agency, name, members = GROUP
        session.add(RecipientGroup(agency_id=_id(agency), name=name, members=[*members]))


def _id(code: str) -> int:
    return db.session.scalars(select(Agency.id).where(Agency.code == code)).one()
