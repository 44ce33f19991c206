"""The button by which whoever proposed an act of two takes it back, and its door."""

from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from server.door.visitor import current_actor
from server.org.actor import Actor
from server.papers import withdrawing
from server.papers.models import Paper
from server.papers.services import Ref, find
from server.shapes import whole
from server.words_of.law import moment_words, step_word


def open_withdrawing(blueprint: Blueprint, model: type[Paper], rule: str) -> None:
    """A door for each act of two; `rule` is a paper's own address."""
    for name in withdrawing.of_two(model):
        _open(blueprint, model, f"{rule}/{name}/withdraw", name)


def _open(blueprint: Blueprint, model: type[Paper], rule: str, name: str) -> None:
    def press(paper_id: int) -> ResponseReturnValue:
        actor, seen = current_actor(), whole(request.form.get("version", ""))
        find(model, actor, paper_id)
        withdrawing.withdraw(actor, model, Ref(paper_id, seen), name)
        words = step_word(model.workflow.name, f"withdraw_{name}")
        flash(_("Đã ghi: %(step)s.", step=words), "ok")
        return redirect(url_for(f"{model.workflow.name}.show", paper_id=paper_id))

    blueprint.add_url_rule(rule, f"withdraw_{name}", press, methods=["POST"])


def buttons(actor: Actor, paper: Paper) -> list[dict[str, Any]]:
    """One for each that waits; on it stands what he said, so that he knows which."""
    kind = paper.workflow.name
    return [
        {
            "name": f"withdraw_{one.step}",
            "label": step_word(kind, f"withdraw_{one.step}"),
            "href": url_for(f"{kind}.withdraw_{one.step}", paper_id=paper.id),
            "explain": _(
                "Anh/chị đã đề nghị từ %(since)s: “%(reason)s”. Rút lại thì người thứ hai không còn"
                " thấy để xác nhận; lịch sử vẫn ghi cả hai việc.",
                since=moment_words(one.at),
                reason=one.reason,
            ),
            "form": [],
        }
        for one in withdrawing.own(actor, paper)
    ]
