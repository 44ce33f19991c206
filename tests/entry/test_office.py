"""One office in one process tree: real web, real consumer, real children, and a hard day."""

import threading

import websocket

from tests.entry.watching import PATIENCE, Office, is_alive, until


def _asks(office: Office, path: str, body: str, answers: list[str]) -> threading.Thread:
    """A request in a thread of its own; its answer is appended."""
    asking = threading.Thread(target=lambda: answers.append(office.ask(path, body.encode())))
    asking.start()
    return asking


def test_what_is_at_hand_is_finished_before_the_office_leaves(office: Office) -> None:
    told, answers = office.home / "go", list[str]()
    office.ask("/child")
    office.ask("/ask", f"Hoa {told}".encode())
    until(lambda: office.diary() == ["begin Hoa"], "the job has begun")
    asking = _asks(office, "/slow", str(told), answers)
    until((office.home / "slow").exists, "the request has begun")
    office.process.terminate()
    told.touch()
    assert office.process.wait(PATIENCE) == 0
    asking.join()
    assert answers == ["done"]
    assert office.diary() == ["begin Hoa", "end Hoa"]
    assert (office.home / "placed-last").exists()  # what the last request said has its place
    until(lambda: not is_alive(office.pid("child")), "the child has gone too")


def test_whoever_is_killed_the_office_goes_on(office: Office) -> None:
    arbiter, worker = office.pid("web"), int(office.ask("/healthz"))
    office.end(worker)
    until(lambda: office.answers("/healthz") not in (None, str(worker)), "a new worker answers")
    assert office.pid("web") == arbiter
    orphan = office.ask("/healthz")  # it may answer until it sees that it has no arbiter any more
    office.kill("web")
    until(lambda: office.pid("web") != arbiter, "a new arbiter")
    until(lambda: office.answers("/healthz") not in (None, orphan), "pages are served again")
    consumer = office.kill("jobs")
    office.ask("/ask", b"Lan")
    until(lambda: office.diary() == ["begin Lan", "end Lan"], "the new consumer does the work")
    assert not is_alive(consumer)


def test_when_the_supervisor_is_killed_nobody_is_left(office: Office) -> None:
    office.ask("/child")
    everybody = [office.pid(name) for name in ("supervisor", "web", "jobs", "child")]
    everybody.append(int(office.ask("/healthz")))
    office.kill("supervisor")
    until(lambda: not any(map(is_alive, everybody)), "nobody is left")


def test_open_pages_are_told_to_come_back_and_do_not_hold_up_the_leaving(office: Office) -> None:
    address = f"ws://127.0.0.1:{office.port}/socket.io/?EIO=4&transport=websocket"
    page = websocket.create_connection(address, timeout=PATIENCE)
    assert page.recv().startswith("0{")
    page.send("40")
    assert page.recv().startswith("40")
    page.send('421["hello","Lan"]')
    assert page.recv() == '431[{"hello":"Lan"}]'
    office.process.terminate()
    assert page.recv() == '42["bye",{"retry_ms":2000}]'
    assert office.process.wait(PATIENCE) == 0
    page.close()
