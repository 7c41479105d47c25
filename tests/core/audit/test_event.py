import msgspec
import pytest

from deskready.core.audit import event as ev
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.declare.check import Question
from deskready.core.declare.metric import Gap
from deskready.core.declare.option import Chosen
from deskready.core.words.text import Text
from helpers.declared import DOWNLOAD, LINK, VPN
from helpers.runs import ended


@pytest.mark.parametrize(
    "event",
    [
        ev.Queued({"seconds": Chosen(10, "profile")}),
        ev.Started(60.0),
        ev.Progress(0.5, Text("Downloading")),
        ev.Sample("rate", 0.1, 93.5, "Mbit/s"),
        ev.Instruct(Text("Be quiet"), 5.0),
        ev.Asked(Question("q", "Which?", ("a", Text("b")))),
        ev.Logged("line"),
        ev.Measured(DOWNLOAD.measured(94.1, low=93.0, high=95.0)),
        ev.Measured(LINK.measured("LAN")),
        ev.Measured(VPN.measured(True)),
        ev.Missing(Gap("internet.download", Text("No answer."))),
        ended(Outcome.FAILED, 2.0, Failure.CRASH, "Broken.", "Again.", "tail", "2026-01-31T12:00:00+01:00"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_every_event_survives_the_way_between_two_processes(event: ev.Event) -> None:
    again = msgspec.json.decode(msgspec.json.encode(event), type=ev.Event)
    assert again == event
    assert type(again) is type(event)


@pytest.mark.parametrize(
    "line",
    [b'{"type":"sample","series":"rate","t":0.1,"v":NaN}', b'{"type":"explode"}', b"{}", b'{"type":"started"}',
     b'{"type":"progress","fraction":"half"}', b'{"type":"ended","outcome":"perfect"}', b"[]"],
)  # fmt: skip
def test_what_is_no_event_is_refused(line: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(line, type=ev.Event)
