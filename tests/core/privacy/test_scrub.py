import time

import pytest

from deskready.core.privacy.scrub import Identity, identity_here, scrub, scrub_names, scrub_values
from helpers.samples import CANARIES, WHO

BARE = {name: text for name, text in CANARIES.items() if name not in ("SSID", "serial", "place")}


@pytest.mark.parametrize("text", BARE.values(), ids=BARE)
@pytest.mark.parametrize(
    "around", ["{}", "at {}: refused", "({})", "{}.", "{},x", "'{}'", "[{}]:443", "<{}>", "a {}\nb"]
)
def test_what_gives_a_person_away_is_taken_out(text: str, around: str) -> None:
    scrubbed = scrub(around.format(text), WHO)
    assert text not in scrubbed
    assert scrub(scrubbed, WHO) == scrubbed


@pytest.mark.parametrize(
    "text",
    [
        "fe80::1%eth0",
        "::ffff:192.168.1.20",
        "2001:DB8::1",
        "aabbccddee0f",
        "192.168.1.1",
        "10.0.0.1:8080",
        "anna.b+c@mail.example.org",
        "/Users/anna",
        "file:///home/anna",
        "c:/users/anna".replace("users", "Users"),
        "C:\\\\Users\\\\anna\\\\x",
    ],
)
def test_other_spellings_are_taken_out(text: str) -> None:
    assert scrub(f"no {text} here", Identity()) != f"no {text} here"
    assert "anna" not in scrub(f"no {text} here", Identity())


@pytest.mark.parametrize(
    "text",
    [
        "Measured at 12:30:45 in 3.5 s on 2026-11-21T12:00:00+01:00.",
        "Python 3.11.7 on Windows 10.0.22631, driver 31.0.101.4502",
        "127.0.0.1 and ::1 answered, 0.0.0.0 listens; std::string::npos",
        "SHA-256 0123456789abcdef0123456789abcdef",
        "3f0e9d5a-6a5c-4d0e-9a64-2b1f6f5a7c1g is 202611211430",
        "canary zoe laptop; user@ and @home",
        "Installed memory: 7.7 GiB (12 %), 48 kHz, -52.3 dBFS",
    ],
)
def test_ordinary_sentences_stay(text: str) -> None:
    assert scrub(text, WHO) == text


def test_names_are_whole_words_in_any_case() -> None:
    who = Identity(homes=("/srv/anna",), users=("anna",), hosts=("box7",))
    assert scrub("/srv/anna/x ANNA annabel on Box7, box77", who) == "~/x [user] annabel on [computer], box77"
    assert scrub_names("/srv/anna-b by anna at 10.1.1.1 on box7", who) == "/srv/[user]-b by [user] at 10.1.1.1 on box7"


def test_values_are_taken_out_where_they_are_long_enough_to_mean_something() -> None:
    assert scrub_values("On homenet (HomeNet) no", ("HomeNet", "no")) == "On [removed] ([removed]) no"


def test_the_identity_of_this_machine_knows_its_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/anna-m")
    monkeypatch.setenv("USER", "anna-m")
    monkeypatch.setenv("LOGNAME", "root")
    monkeypatch.setenv("HOSTNAME", "box7.lan.example")
    who = identity_here()
    assert "/home/anna-m" in who.homes
    assert "anna-m" in who.users
    assert "root" not in who.users
    assert {"box7", "box7.lan.example"} <= set(who.hosts)


@pytest.mark.parametrize("unit", ["a", "a.", "1.", "a:", ":", "aa:", "/home/", "C:\\Users\\", "a@", "a@b.", "f0", "%"])
def test_no_text_takes_long(unit: str) -> None:
    text = unit * (16_384 // len(unit))
    begun = time.process_time()
    scrub(text, WHO)
    assert time.process_time() - begun < 0.5
