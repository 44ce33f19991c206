"""Every guard of a table of the law, as its tests list them."""

from workflows.law import Workflow


def guards_of(workflow: Workflow, field: str) -> set[tuple[str, str, str]]:
    """State, step and the guard's name; `field` is `offered` or `asked`."""
    return {
        (it.source, it.name, guard.__name__)
        for it in workflow.transitions
        for guard in getattr(it, field)
    }
