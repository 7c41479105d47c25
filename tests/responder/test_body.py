import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_responder.body import LINE_LIMIT, chunks
from deskready_responder.refusal import Refusal
from deskready_responder.wire import Wire


def taken(data: bytes) -> tuple[int, bytes]:
    """The size of the body that the bytes begin with, and what follows it."""
    near, far = socket.socketpair()
    with near, far:
        far.sendall(data)
        far.shutdown(socket.SHUT_WR)
        wire, total = Wire(near, 5), 0
        for size in chunks(wire):
            left = size
            while left:
                count = wire.discard(left)
                assert count, "the body ended early"
                left -= count
            total += size
        while wire.fill():
            pass
        return total, bytes(wire.buffer)


@given(
    st.lists(st.binary(min_size=1, max_size=300), max_size=10), st.sampled_from([b"", b";a=b", b" ;x"]), st.booleans()
)
def test_chunks_are_counted_and_nothing_behind_them_is_taken(parts: list[bytes], extra: bytes, trailer: bool) -> None:
    data = b"".join(b"%X%s\r\n%s\r\n" % (len(part), extra, part) for part in parts)
    data += b"0\r\n" + (b"X-Sum: 1\r\n" if trailer else b"") + b"\r\nnext"
    assert taken(data) == (sum(map(len, parts)), b"next")


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"x\r\n", 400),
        (b"\r\n", 400),
        (b"-1\r\n", 400),
        (b"0x10\r\n", 400),
        (b"1\r\nabc\r\n", 400),
        (b"F" * 16 + b"\r\n", 400),
        (b"1" * (LINE_LIMIT + 10), 400),
        (b"1;" + b"a" * LINE_LIMIT + b"\r\n", 400),
        (b"0\r\n" + b"a: b\r\n" * 40, 431),
    ],
)
def test_what_is_not_chunked_is_refused(data: bytes, status: int) -> None:
    with pytest.raises(Refusal) as caught:
        taken(data)
    assert caught.value.status == status


@pytest.mark.parametrize("data", [b"", b"5", b"5\r\nabcde", b"0\r\n"])
def test_an_early_end_is_an_error(data: bytes) -> None:
    with pytest.raises(OSError, match="early"):
        taken(data)
