"""/jobs: work that goes on after its answer, where it stands, and the file that it wrote."""

from typing import Any, Literal

from flask import Response, send_file
from pydantic import BaseModel

from server import jobs
from server.answers import words_of
from server.api.counter import Api, as_json
from server.door.visitor import current_actor
from server.files import store
from server.jobs import Job
from workflows import Refused


class JobThing(BaseModel):
    """`result` is null until it is done; where it has `file`, that is behind `/jobs/{id}/file`."""

    id: int
    state: Literal["queued", "running", "done", "failed"]
    progress: int
    result: dict | None


def open_jobs(api: Api) -> None:
    """Its owner's alone."""
    api.call("GET", "/jobs/<id:id>", gives=JobThing)(get_job)
    api.call("GET", "/jobs/<id:id>/file", gives="*/*", refuses=(416,))(get_file)


def get_job(id: int) -> JobThing:
    """Một việc chạy nền: tiến độ và kết quả."""
    job = jobs.owned(id, current_actor().person_id)
    result = worded(job.result)
    return JobThing(id=job.id, state=job.state, progress=job.progress, result=result)


def worded(result: dict[str, Any] | None) -> dict[str, Any] | None:
    """A row a document says why not in words too: in the language of who asks."""
    if not result or "items" not in result:
        return result
    rows = [
        {**one, "detail": words_of(one["code"], one["said"]) if one["code"] else ""}
        for one in result["items"]
    ]
    return {"items": [{k: v for k, v in one.items() if k != "said"} for one in rows]}


def get_file(id: int) -> Response:
    """Tệp mà một việc chạy nền đã lập."""
    return file_of(jobs.owned(id, current_actor().person_id))


def file_of(job: Job) -> Response:
    """To take away, by ranges, under a strong ETag: its digest. `not_found` while there is none."""
    made = (job.result or {}).get("file")
    if made is None:
        raise Refused("not_found")
    return send_file(
        store().path(made["sha256"]),
        mimetype=made["media_type"],
        download_name=made["name"],
        as_attachment=True,
        etag=made["sha256"],
        max_age=0,
    )


def running(id: int) -> Response:
    """202: the job as it stands, and where it is to be asked for."""
    return followed(as_json(get_job(id), 202))


def followed(answer: Response) -> Response:
    """In the first answer and in one that is given again."""
    answer.headers["Location"] = f"/api/v1/jobs/{answer.get_json()['id']}"
    return answer
