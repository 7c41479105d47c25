import tomllib

import pytest
from msgspec import structs

from deskready.cli.commands.responder.greeting import addresses, greeting, settings_for
from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.option import Option
from deskready.core.words.pseudo import CLOSES, OPENS, PSEUDO
from deskready.core.words.say import ENGLISH, speak
from deskready_checks.internet.latency.check import Latency
from deskready_checks.internet.speed.check import Speed
from deskready_responder.limits import Limits
from helpers.pseudo import english

CHECKS = [describe(check, Origin(check.id, "x:Y", "tests")) for check in (Speed, Latency)]


def told(host: str = "192.0.2.9", *, encrypted: bool = False, limits: Limits | None = None) -> str:
    return greeting(host, 8080, 3478, limits or Limits(), CHECKS, encrypted=encrypted)


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
    assert "any number of bytes" in told(limits=Limits(bytes_per_client=0))


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_who_listens_everywhere_is_told_where_that_is(host: str) -> None:
    found = addresses(host)
    assert found
    assert not {"0.0.0.0", "::", "::1"} & set(found)
    assert not [address for address in found if address.startswith(("fe80", "169.254"))]


def test_a_check_with_both_options_is_one_table() -> None:
    lines = greeting("192.0.2.9", 8080, 3478, Limits(), [CHECKS[0]], encrypted=False).partition("Profile")[2]
    assert tomllib.loads(lines.partition("Limits")[0])["options"] == {
        "internet.speed": {"server": "http://192.0.2.9:8080/", "responder": "192.0.2.9:3478"}
    }


def test_options_of_other_areas_are_left_alone() -> None:
    other = structs.replace(CHECKS[0], id="crm.speed", options=(Option("server", "", "Where the CRM is."),))
    assert settings_for([other, CHECKS[1]], "u", "v") == [("internet.latency", "responder", "v")]
