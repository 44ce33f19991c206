"""What the archivist does with several files at once: takes them in, as a delivery brings them."""

from server.archive.steps import STEPS
from server.documents.casefiles.models import CaseFile
from server.documents.several import Several, nothing

SEVERAL = Several(CaseFile, CaseFile.code, STEPS, {"accept_transfer": nothing})
"""Each package is held against its own list and the log as one alone is; what is not complete is
given back one by one, with its reason."""
