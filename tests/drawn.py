"""What hypothesis draws from besides chance: the numbers and words of the law, and of nothing else.

Of whatever is imported it reads the source for constants to try, in each process anew: of the
house's 1,300 files that was a third of the time of a machine of rules, and pages' words say nothing
to a test of votes. The law's own figures (`workflows/`) are still tried.
"""

from hypothesis.internal.conjecture import providers


def of_the_law() -> None:
    """From now on; it is asked of each file that came since it was asked last."""
    providers.is_local_module_file = lambda path: "/workflows/" in path  # type: ignore[assignment]
