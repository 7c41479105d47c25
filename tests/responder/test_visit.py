import socket
import threading

import pytest

from deskready_responder.refusal import Refusal
from deskready_responder.request import parse_head
from deskready_responder.visit import cors, head, refuse
from deskready_responder.wire import Wire


def test_a_head_ends_with_an_empty_line() -> None:
    lines = head(429, (("Retry-After", "3"),)).decode().split("\r\n")
    assert lines[0] == "HTTP/1.1 429 Too Many Requests"
    assert lines[1].startswith("Date: ")
    assert lines[2:] == ["Retry-After: 3", "", ""]


@pytest.mark.parametrize(("query", "count"), [("", 0), ("?x", 0), ("?cors", 3), ("?cors=true&r=1", 3)])
def test_other_pages_are_let_in_where_they_ask(query: str, count: int) -> None:
    assert len(cors(parse_head(f"GET /{query} HTTP/1.1\r\nHost: x".encode()))) == count


@pytest.mark.parametrize(("after", "told"), [(None, None), (0.2, b"1"), (59.1, b"60")])
@pytest.mark.parametrize("brief", [False, True])
def test_a_refusal_is_a_sentence_and_says_when_to_come_back(
    after: float | None, told: bytes | None, brief: bool
) -> None:
    near, far = socket.socketpair()
    with near, far:
        thread = threading.Thread(
            target=refuse, args=(Wire(near, 5), Refusal(429, "No.", after)), kwargs={"brief": brief}
        )
        thread.start()
        answer = b""
        while data := far.recv(4096):
            answer += data
        far.close()
        thread.join()
    first, _, body = answer.partition(b"\r\n\r\n")
    assert body == (b"" if brief else b"No.\n")
    assert b"Content-Length: 4\r\n" in first
    assert (b"Retry-After: %s\r\n" % told in first) if told else (b"Retry-After" not in first)


def test_nothing_is_said_in_the_middle_of_an_answer() -> None:
    near, far = socket.socketpair()
    with near, far:
        wire = Wire(near, 5)
        wire.answered = True
        refuse(wire, Refusal(429, "No."))
        near.close()
        assert far.recv(100) == b""
