"""The buttons of a paper that follow it or follow it no more, and pin it to one's desk."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Row

from server.door.visitor import current_actor
from server.papers import following
from server.papers.models import Paper


def open_following(blueprint: Blueprint, model: type[Paper], rule: str) -> None:
    """The doors of one kind of papers; `rule` is a paper's own address."""
    kind = model.workflow.name
    if kind not in following.KINDS:
        return

    @blueprint.post(f"{rule}/follow")
    def follow(paper_id: int) -> ResponseReturnValue:
        following.follow(current_actor(), model, paper_id)
        flash(_("Đang theo dõi: có thay đổi thì hiện ở Việc của tôi."), "ok")
        return redirect(url_for(f"{kind}.show", paper_id=paper_id))

    @blueprint.post(f"{rule}/pin")
    def pin(paper_id: int) -> ResponseReturnValue:
        following.pin(current_actor(), model, paper_id)
        flash(_("Đã ghim lên Việc của tôi."), "ok")
        return redirect(url_for(f"{kind}.show", paper_id=paper_id))

    @blueprint.post(f"{rule}/unpin")
    def unpin(paper_id: int) -> ResponseReturnValue:
        following.unpin(current_actor(), model, paper_id)
        flash(_("Đã bỏ ghim."), "ok")
        return redirect(url_for(f"{kind}.show", paper_id=paper_id))

    @blueprint.post(f"{rule}/unfollow")
    def unfollow(paper_id: int) -> ResponseReturnValue:
        following.unfollow(current_actor(), model, paper_id)
        flash(_("Đã thôi theo dõi."), "ok")
        return redirect(url_for(f"{kind}.show", paper_id=paper_id))


def button(kind: str, paper_id: int, mine: Row | None) -> dict[str, Any] | None:
    """What the paper's page offers; `mine` is None where it is not followed."""
    if kind not in following.KINDS:
        return None
    pinned = mine is not None and mine.pinned
    way, pinning = "follow" if mine is None else "unfollow", "unpin" if pinned else "pin"
    return {
        "href": url_for(f"{kind}.{way}", paper_id=paper_id),
        "on": mine is not None,
        "pin_href": url_for(f"{kind}.{pinning}", paper_id=paper_id),
        "pinned": pinned,
    }
