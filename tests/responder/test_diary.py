import re

from deskready_responder import diary as module
from deskready_responder.diary import Diary


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_test_over_several_connections_is_one_line_without_the_address() -> None:
    told: list[str] = []
    clock = Clock()
    diary = Diary(told.append, clock)
    parts = [diary.open("203.0.113.77", "nq download") for _ in range(6)]
    for n, part in enumerate(parts):
        clock.now = 10 * (n + 1) / 6
        part.add(10_000_000)
        diary.close(part)
    diary.tell()
    assert told == []  # it may go on
    clock.now += module.QUIET_SECONDS
    diary.tell()
    diary.tell()
    (line,) = told
    assert re.fullmatch(
        r"\d\d:\d\d:\d\d  203\.0\.113\.0/24  nq download: 60\.0 MB in 10\.0 s, 48 Mbit/s, requests: 6", line
    )


def test_what_goes_on_is_not_told_until_the_end() -> None:
    told: list[str] = []
    clock = Clock()
    diary = Diary(told.append, clock)
    diary.open("192.0.2.1", "nq download").add(5)
    clock.now = 100
    diary.tell()
    assert told == []
    diary.tell(everything=True)
    assert len(told) == 1


def test_pings_are_not_told_and_packets_are_counted() -> None:
    told: list[str] = []
    clock = Clock()
    diary = Diary(told.append, clock)
    diary.close(diary.open("192.0.2.1", "LibreSpeed upload"))
    for _ in range(500):
        diary.count("192.0.2.1", "UDP echo and STUN")
    clock.now = 5
    diary.tell()
    assert [line.partition("  ")[2] for line in told] == ["192.0.2.0/24  UDP echo and STUN: 500 packets in 0.0 s"]


def test_a_flood_of_sources_is_neither_followed_nor_told() -> None:
    told: list[str] = []
    diary = Diary(told.append, Clock())
    for n in range(5 * module.CAPACITY):
        diary.count(f"10.0.{n // 256}.{n % 256}", "UDP echo and STUN")
    diary.tell(everything=True)
    assert len(told) == module.LINES + 1
    assert told[-1] == f"and {module.CAPACITY - module.LINES} more"


def test_quiet_keeps_nothing() -> None:
    diary = Diary(None)
    diary.count("192.0.2.1", "x")
    diary.tell(everything=True)
    assert not diary._transfers
