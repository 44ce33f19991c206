"""a speech is registered beforehand"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

CAME_WITH = """
UPDATE meeting_people SET delegation = coalesce((
    SELECT CASE WHEN positions.agency_id = meetings.agency_id THEN units.name ELSE agencies.short_name END
    FROM meetings, positions
    LEFT JOIN agencies ON agencies.id = positions.agency_id
    LEFT JOIN units ON units.id = positions.unit_id
    WHERE meetings.id = meeting_people.meeting_id AND positions.id = meeting_people.position_id
), '') WHERE delegation = ''
"""
SPEAKS_WITH = """
UPDATE meeting_requests SET delegation = coalesce((
    SELECT meeting_people.delegation FROM meeting_people
    WHERE meeting_people.meeting_id = meeting_requests.meeting_id
    AND meeting_people.person_id = meeting_requests.person_id
), '') WHERE delegation = ''
"""


def upgrade() -> None:
    """Who sits in a meeting that was planned before there were delegations comes with his own."""
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("registered", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.alter_column("registered", server_default=None)
    op.execute(CAME_WITH)
    op.execute(SPEAKS_WITH)


def downgrade() -> None:
    with op.batch_alter_table("meeting_requests", schema=None) as batch_op:
        batch_op.drop_column("registered")
