"""Whether the standby that reports are asked of is one, and how far it is behind."""

from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

from server.config import Settings

FOLLOWS = text("""SELECT pg_is_in_recovery(),
    coalesce(extract(epoch FROM now() - pg_last_xact_replay_timestamp()), 0)""")
"""Whether it is a standby, and how long ago what it shows was written, in seconds."""


def standby_told(settings: Settings) -> tuple[bool, str]:
    """One that is written to is another office's, or the office's own under a second name."""
    if not settings.standby:
        return True, "chưa dùng: báo cáo lấy ở cơ sở dữ liệu chính"
    engine = create_engine(settings.standby)
    try:
        with engine.connect() as line:
            follows, behind = line.execute(FOLLOWS).one()
    except SQLAlchemyError as wrong:
        why = str(wrong).splitlines()[0]
        return False, f"không hỏi được, báo cáo lấy ở cơ sở dữ liệu chính: {why}"
    finally:
        engine.dispose()
    if not follows:
        return False, "không phải bản sao chỉ đọc của cơ sở dữ liệu chính"
    return True, f"theo cơ sở dữ liệu chính, mới đến {behind:.0f} giây trước"
