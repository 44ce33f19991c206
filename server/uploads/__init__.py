"""What is handed in is judged by its content, in children that may fall, before it is opened."""

from server.uploads.inspected import Inspected
from server.uploads.pool import ask, inspect

__all__ = ["Inspected", "ask", "inspect"]
