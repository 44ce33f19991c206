"""indexes that nobody asked for go; two that SQLite passed over are laid as it seeks by them"""

import sqlalchemy as sa
from alembic import op

revision = "0125"
down_revision = "0124"
branch_labels = None
depends_on = None

TO_JUDGE = "state = 'ARRIVED' AND verdict = ''"
PAPERS, SIGNATURES = "incoming_documents", "signatures"
UNJUDGED, VOIDED = "ix_incoming_documents_unjudged", "ix_signatures_voided"
DUE_DAYS = "ix_incoming_documents_due_days"


def _where(said: str) -> dict[str, sa.TextClause]:
    return {f"{dialect}_where": sa.text(said) for dialect in ("sqlite", "postgresql")}


def upgrade() -> None:
    op.drop_index(DUE_DAYS, PAPERS)
    op.drop_index("ix_scans_digest", "scans")
    op.drop_index("ix_jobs_person_id", "jobs")
    op.drop_index("ix_signatures_voided_at", SIGNATURES)
    op.create_index(VOIDED, SIGNATURES, ["id"], **_where("voided_at IS NOT NULL"))
    op.drop_index(UNJUDGED, PAPERS)
    op.create_index(UNJUDGED, PAPERS, ["verdict", "id"], **_where(TO_JUDGE))


def downgrade() -> None:
    op.drop_index(UNJUDGED, PAPERS)
    op.create_index(UNJUDGED, PAPERS, ["id"], **_where(TO_JUDGE))
    op.drop_index(VOIDED, SIGNATURES)
    op.create_index("ix_signatures_voided_at", SIGNATURES, ["voided_at"])
    op.create_index("ix_jobs_person_id", "jobs", ["person_id"])
    op.create_index("ix_scans_digest", "scans", ["agency_id", "sha256"])
    op.create_index(DUE_DAYS, PAPERS, ["due_days", "state"], **_where("due_days IS NOT NULL"))
