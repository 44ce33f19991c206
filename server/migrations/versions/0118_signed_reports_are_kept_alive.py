"""reports that were signed before get the long life that everything signed and sealed has"""

import sqlalchemy as sa
from alembic import op

revision = "0118"
down_revision = "0114"
branch_labels = None
depends_on = None

FILES = sa.text(
    "INSERT INTO lasting_files"
    " (agency_id, paper_kind, paper_id, n, sha256, level, lacks, made_of, due_at, tries, token)"
    " SELECT agency_id, 'report', id, 0, file_sha256, 'B-B', '', '', signed_at, 0, ''"
    " FROM kept_reports WHERE signed_at IS NOT NULL AND file_sha256 <> ''"
    " AND id NOT IN (SELECT paper_id FROM lasting_files WHERE paper_kind = 'report')"
)
VERSIONS = sa.text(
    "INSERT INTO lasting_versions (file_id, sha256, level, at)"
    " SELECT id, sha256, level, due_at FROM lasting_files WHERE paper_kind = 'report'"
    " AND id NOT IN (SELECT file_id FROM lasting_versions)"
)


def upgrade() -> None:
    fill(op.get_bind())


def fill(connection: sa.Connection) -> None:
    """At the lowest level: the machine looks at each within the minute and raises it."""
    connection.execute(FILES)
    connection.execute(VERSIONS)


def downgrade() -> None:
    op.execute(
        "DELETE FROM lasting_versions WHERE file_id IN"
        " (SELECT id FROM lasting_files WHERE paper_kind = 'report')"
    )
    op.execute("DELETE FROM lasting_files WHERE paper_kind = 'report'")
