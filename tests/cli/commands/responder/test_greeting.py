import tomllib

import pytest
from msgspec import structs

from deskready.cli.commands.responder.greeting import Served, addresses, greeting, settings_for
from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.option import Option
from deskready.core.words.pseudo import CLOSES, OPENS, PSEUDO
from deskready.core.words.say import ENGLISH, speak
from deskready_checks.internet.latency.check import Latency
from deskready_checks.internet.speed.check import Speed
from deskready_responder.limits import Limits
from helpers.pseudo import english

CHECKS = [describe(check, Origin(check.id, "x:Y", "tests")) for check in (Speed, Latency)]

BOTH = ("IPv4", "IPv6")


def told(host: str = "192.0.2.9", *, encrypted: bool = False, limits: Limits | None = None) -> str:
    return greeting(Served(host, 8080, 3478, BOTH, encrypted=encrypted), limits or Limits(), CHECKS)


def test_what_agents_are_to_be_given() -> None:
    text = told()
    assert "http://192.0.2.9:8080/" in text
    assert "--option internet.speed.server=http://192.0.2.9:8080/" in text
    assert "--option internet.latency.responder=192.0.2.9:3478" in text
    assert "Ctrl-C" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_in_another_language_its_lines_stand_in_one_column() -> None:
    speak(PSEUDO)
    try:
        _, _, *lines = told().splitlines()
    finally:
        speak(ENGLISH)
    titles = [line.split(CLOSES)[0] for line in lines if line.startswith(OPENS)]
    assert (len(titles), english(" ".join(titles)) - {"UDP"}) == (7, set())
    columns = {len(line) - len(line.lstrip()) for line in lines if line.startswith("   ") and "--option" not in line}
    assert columns == {max(map(len, titles)) + 2}


def test_the_profile_lines_are_toml() -> None:
    lines = told().partition("Profile")[2].partition("Limits")[0]
    assert tomllib.loads(lines)["options"] == {
        "internet.speed": {"server": "http://192.0.2.9:8080/", "responder": "192.0.2.9:3478"},
        "internet.latency": {"responder": "192.0.2.9:3478"},
    }


def test_with_a_certificate_it_is_https() -> None:
    assert "http://" not in told(encrypted=True)
    assert "Nothing is encrypted" not in told(encrypted=True)
    assert "Nothing is encrypted" in told()


def test_an_ipv6_address_is_in_brackets() -> None:
    text = told("2001:db8::1")
    assert "http://[2001:db8::1]:8080/" in text
    assert "[2001:db8::1]:3478" in text


def test_the_limits_are_told() -> None:
    assert "77 connections" in told(limits=Limits(connections=77))
    assert "any rate" in told(limits=Limits(rate_mbit=0))
    assert "share this server's line by connection" in " ".join(told(limits=Limits(rate_mbit=0)).split())
    assert "Addresses share the rate evenly." in " ".join(told().split())
    assert "any number of bytes" in told(limits=Limits(bytes_per_client=0))


@pytest.mark.parametrize(("host", "families"), [("0.0.0.0", ("IPv4",)), ("::", BOTH), ("", BOTH), ("", ("IPv4",))])
def test_who_listens_everywhere_is_told_where_that_is(host: str, families: tuple[str, ...]) -> None:
    found = addresses(host, families)
    assert found
    assert not {"0.0.0.0", "::", "::1"} & set(found)
    assert not [address for address in found if address.startswith(("fe80", "169.254"))]
    assert [":" in address for address in found] == sorted(":" in address for address in found)
    assert "IPv6" in families or not [address for address in found if ":" in address]


def test_the_families_are_named() -> None:
    assert "in, over IPv4 and IPv6." in " ".join(told().split())
    alone = greeting(Served("", 8080, 3478, ("IPv4",)), Limits(), CHECKS)
    assert "in, over IPv4." in " ".join(alone.split())


def test_a_check_with_both_options_is_one_table() -> None:
    lines = greeting(Served("192.0.2.9", 8080, 3478, BOTH), Limits(), [CHECKS[0]]).partition("Profile")[2]
    assert tomllib.loads(lines.partition("Limits")[0])["options"] == {
        "internet.speed": {"server": "http://192.0.2.9:8080/", "responder": "192.0.2.9:3478"}
    }


def test_options_of_other_areas_are_left_alone() -> None:
    other = structs.replace(CHECKS[0], id="crm.speed", options=(Option("server", "", "Where the CRM is."),))
    assert settings_for([other, CHECKS[1]], "u", "v") == [("internet.latency", "responder", "v")]
