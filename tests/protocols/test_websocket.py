"""The codec of both ends, held against the `websockets` library."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame as TheirFrame
from websockets.frames import Opcode as Theirs
from websockets.streams import StreamReader

from deskready_protocols.websocket import (
    MESSAGE_LIMIT,
    Frame,
    Opcode,
    ProtocolError,
    Scanner,
    Status,
    close_frame,
    frame,
    frame_head,
)

controls = st.tuples(st.sampled_from([Theirs.PING, Theirs.PONG]), st.binary(max_size=125)).map(
    lambda made: [TheirFrame(made[0], made[1])]
)


@st.composite
def messages(draw: st.DrawFn) -> list[TheirFrame]:
    """A data message in fragments, with control frames between them."""
    opcode = draw(st.sampled_from([Theirs.TEXT, Theirs.BINARY]))
    parts = draw(st.lists(st.binary(max_size=70_000) | st.binary(max_size=200), min_size=1, max_size=4))
    frames: list[TheirFrame] = []
    for n, part in enumerate(parts):
        frames.append(TheirFrame(opcode if not n else Theirs.CONT, part, fin=n == len(parts) - 1))
        frames += draw(st.just([]) | controls)
    return frames


def expected(frame: TheirFrame, text_limit: int) -> Frame:
    """What is to be told of a frame."""
    kept = frame.opcode >= 8 or (text_limit and frame.opcode is Theirs.TEXT)
    return Frame(Opcode(frame.opcode), bytes(frame.data) if kept else b"")


@pytest.mark.parametrize(("masked", "text_limit"), [(True, 0), (False, 2**20)], ids=["server", "client"])
@given(
    st.lists(messages() | controls, max_size=5), st.lists(st.integers(1, 5000), min_size=1, max_size=50), st.booleans()
)
def test_what_the_library_sends_is_found_however_it_is_split(
    masked: bool, text_limit: int, groups: list[list[TheirFrame]], sizes: list[int], skip: bool
) -> None:
    frames = [one for group in groups for one in group]
    data = b"".join(one.serialize(mask=masked, extensions=[]) for one in frames)
    scanner, buffer, at, turn = Scanner(masked=masked, text_limit=text_limit), bytearray(), 0, 0
    found: list[Frame] = []
    while at < len(data):
        size = sizes[turn % len(sizes)] * 20
        turn += 1
        if skip and scanner.skippable and not buffer:
            count = min(scanner.skippable, size, len(data) - at)
            scanner.skipped(count)
        else:
            count = min(size, len(data) - at)
            buffer += data[at : at + count]
        found += scanner.frames(buffer)
        at += count
    assert found == [expected(one, text_limit) for one in frames]
    opcode, binary = Theirs.TEXT, 0
    for one in frames:
        if one.opcode in (Theirs.TEXT, Theirs.BINARY):
            opcode = one.opcode
        if one.opcode < 8 and opcode is Theirs.BINARY:
            binary += len(one.data)
    assert (scanner.binary, scanner.skippable, bytes(buffer)) == (binary, 0, b"")


@given(st.sampled_from([Opcode.TEXT, Opcode.BINARY]), st.binary(max_size=70_000), st.booleans())
def test_the_library_reads_what_is_sent(opcode: Opcode, content: bytes, masked: bool) -> None:
    reader = StreamReader()
    reader.feed_data(frame_head(opcode, len(content), masked=masked) + content)
    reading = TheirFrame.parse(reader.read_exact, mask=masked, max_size=None)
    with pytest.raises(StopIteration) as done:
        next(reading)
    assert done.value.value == TheirFrame(Theirs(opcode), content)
    assert masked or frame(opcode, content) == frame_head(opcode, len(content)) + content


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536, 2**24, 2**40])
def test_every_length_is_written_in_the_shortest_way(length: int) -> None:
    written = frame_head(Opcode.BINARY, length)
    assert len(written) == (2 if length < 126 else 4 if length < 65_536 else 10)
    assert int.from_bytes(written[2:] or bytes((written[1],)), "big") == length


def test_a_close_fits_into_a_control_frame() -> None:
    written = close_frame(Status.LATER, "x" * 500)
    assert written[:2] == bytes((0x88, 125))
    assert int.from_bytes(written[2:4], "big") == 1013


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x82\x05hello", Status.PROTOCOL),  # not masked
        (b"\xc2\x80\0\0\0\0", Status.PROTOCOL),  # reserved bit
        (b"\x83\x80\0\0\0\0", Status.PROTOCOL),  # unknown kind
        (b"\x8b\x80\0\0\0\0", Status.PROTOCOL),  # unknown control
        (b"\x09\x80\0\0\0\0", Status.PROTOCOL),  # a ping in fragments
        (b"\x89\xfe\x00\x7e\0\0\0\0", Status.PROTOCOL),  # a long ping
        (b"\x80\x80\0\0\0\0", Status.PROTOCOL),  # continues nothing
        (b"\x02\x80\0\0\0\0\x82\x80\0\0\0\0", Status.PROTOCOL),  # a message within a message
        (b"\x82\xff\x80\0\0\0\0\0\0\0\0\0\0\0", Status.TOO_LARGE),  # 2**63 bytes
        (b"\x82\xff\x7f" + b"\xff" * 7 + b"\0\0\0\0", Status.TOO_LARGE),
        (b"\x82\xff" + (MESSAGE_LIMIT + 1).to_bytes(8, "big") + b"\0\0\0\0", Status.TOO_LARGE),
    ],
)
def test_what_breaks_the_protocol_is_an_error(data: bytes, status: Status) -> None:
    with pytest.raises(ProtocolError) as caught:
        list(Scanner(masked=True).frames(bytearray(data)))
    assert caught.value.status is status


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"\x82\x85\0\0\0\0hello", Status.PROTOCOL),  # masked
        (b"\x89\x7e\x00\x7e", Status.PROTOCOL),  # a long ping
        (b"\x81\x65", Status.TOO_LARGE),  # a text of 101 bytes
        (b"\x82\x7f" + (MESSAGE_LIMIT + 1).to_bytes(8, "big"), Status.TOO_LARGE),
    ],
)
def test_a_server_that_breaks_the_protocol_is_an_error(data: bytes, status: Status) -> None:
    with pytest.raises(ProtocolError) as caught:
        list(Scanner(masked=False, text_limit=100).frames(bytearray(data)))
    assert caught.value.status is status


def test_frames_before_an_error_are_told() -> None:
    frames = Scanner(masked=False).frames(bytearray(frame(Opcode.PING, b"a") + b"\x83\0"))
    assert next(frames) == Frame(Opcode.PING, b"a")
    with pytest.raises(ProtocolError):
        next(frames)


@pytest.mark.parametrize("masked", [True, False])
@given(st.binary(max_size=400))
def test_any_bytes_are_frames_or_an_error(masked: bool, data: bytes) -> None:
    scanner, buffer = Scanner(masked=masked), bytearray()
    try:
        for byte in data:
            buffer.append(byte)
            list(scanner.frames(buffer))
            assert len(buffer) <= 140
            assert 0 <= scanner.skippable <= MESSAGE_LIMIT
    except ProtocolError:
        pass
