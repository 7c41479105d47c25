"""M-Lab is contacted after a yes and in no other case: the whole check in a child process, behind a proxy."""

import contextlib
from collections.abc import Iterator

import pytest

from deskready.core.audit.choices import choose, policies_of
from deskready.core.declare.check_info import Origin, describe
from deskready.core.words.text import text_of
from deskready.plugin import Value
from deskready_checks.internet.speed.check import Speed
from deskready_checks.internet.speed.mlab import MLAB
from helpers.certificates import Certificates
from helpers.check_child import ChildRun, run_in_child
from helpers.load_server import KeepingHandler, cloudflare, cut_after
from helpers.speed_server import Handler, SpeedServer, status, type_answer

SPEED = "deskready_checks.internet.speed.check:Speed"
DOWN, LOCATE = "/__down", "locate.measurementlab.net"
QUICK = {"deskready_checks.internet.providers.speedtest_cli.library:ANSWER_SECONDS": 0.5}


@contextlib.contextmanager
def run(certificates: Certificates, answer: type_answer, **options: Value) -> Iterator[tuple[ChildRun, set[str]]]:
    """A run whose downloads are answered so, and the hosts that it contacted."""
    with SpeedServer(rate_mbit=40, tls=certificates.server) as server:
        server.RequestHandlerClass = KeepingHandler
        server.answers |= cloudflare() | {DOWN: answer}
        environment = server.proxy_environment() | certificates.trust
        values: dict[str, Value] = {"seconds": 1, "responder": "127.0.0.1:9", **options}
        yield run_in_child(SPEED, values, environment=environment, replace=QUICK), server.hosts


def test_it_says_in_words_who_publishes_what() -> None:
    assert text_of(MLAB.question).words == "May the speed test use servers of M-Lab?"
    for words in ("publishes", "internet address", "for good", "After a no"):
        assert words in text_of(MLAB.explanation).words


@pytest.mark.parametrize(
    ("options", "asked"),
    [
        ({}, True),
        ({"provider": "ndt7"}, True),
        ({"provider": "cloudflare"}, False),
        ({"server": "http://192.0.2.1/"}, False),
        ({"provider": "ndt7", "server": "http://192.0.2.1/"}, False),
    ],
)
def test_it_is_asked_about_where_it_could_be_contacted(options: dict[str, Value], asked: bool) -> None:
    info = describe(Speed, Origin("internet.speed", SPEED, "deskready"))
    chosen = choose(info, {"settings": {"internet.speed": options}})
    assert policies_of(info, chosen) == [MLAB] * asked


@pytest.mark.parametrize("agreed", [True, False])
def test_it_is_asked_after_cloudflare_and_only_after_a_yes(agreed: bool, certificates: Certificates) -> None:
    with run(certificates, status(403), mlab=agreed) as (found, hosts):
        used = found.measurements["internet.speed.provider"]
    assert (LOCATE in hosts) is agreed
    assert used["value"].startswith("speedtest-cli; "), "a no leaves out nothing else"
    assert "passed over: Cloudflare (it refused)" in used["value"]
    assert ("M-Lab ndt7" in used["value"]) is agreed


def test_named_without_a_yes_it_says_how_to_agree(certificates: Certificates) -> None:
    with run(certificates, status(403), provider="ndt7") as (found, hosts):
        assert found.unavailable is not None
    assert "--accept mlab" in found.unavailable[1]
    assert hosts == set()


@pytest.mark.parametrize(("count", "again"), [(50_000, True), (1_500_000, False)])
def test_no_more_is_spent_on_a_metered_line_than_was_told(count: int, again: bool, certificates: Certificates) -> None:
    def answer(handler: Handler) -> None:
        whole = "bytes=0" in handler.path  # what is asked to find out whether it serves
        (cloudflare()[DOWN] if whole else cut_after(count))(handler)

    with run(certificates, answer, mlab=True, mode="metered", seconds=4) as (found, hosts):
        assert "internet.download" not in found.measurements
    assert (LOCATE in hosts) is again
