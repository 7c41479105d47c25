from collections.abc import Iterator

import pytest

from deskready.cli.commands.profiles.template import template
from deskready.core.profile.file import read_profile
from deskready.core.words.pseudo import OPENS, PSEUDO
from deskready.core.words.say import ENGLISH, Speaker, speak
from helpers.declared import METRICS


def _quoting(message_id: str, _count: int | None = None) -> str:
    return f'"{message_id}" \\ #'


QUOTING = Speaker("xx", _quoting)
"""Says things that TOML would take for the end of a text."""


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    yield
    speak(ENGLISH)


@pytest.mark.parametrize("speaker", [ENGLISH, PSEUDO, QUOTING], ids=lambda speaker: speaker.language)
def test_it_is_valid_as_it_is(speaker: Speaker) -> None:
    speak(speaker)
    reading = read_profile(template("mine", METRICS.values()), "mine.toml", METRICS)
    assert (reading.mistakes, reading.warnings) == ((), ())
    assert reading.profile is not None
    assert reading.profile.id == "mine"


def test_it_names_what_can_be_asked_about() -> None:
    text = template("mine", METRICS.values())
    assert "#   internet.download: Download in Mbit/s\n" in text
    assert "#   internet.vpn: VPN\n" in text


def test_its_remarks_and_examples_are_said_and_the_rest_is_toml() -> None:
    speak(PSEUDO)
    lines = template("mine", METRICS.values()).splitlines()
    remarks = [line for line in lines if "# " in line and not line.startswith(("# [", "# allowed", "# seconds"))]
    assert [line for line in remarks if not line.isascii()] == [
        line for line in remarks if not line.endswith("# Mbit/s")
    ]
    assert f'title = "{OPENS}Óúúr hóóméé óóffííçéé⟧"' in lines
    assert all(len(line) <= 118 for line in lines if line.startswith("# "))


def test_remarks_beside_values_stand_below_each_other() -> None:
    beside = [line.index("# ") for line in template("mine", ()).splitlines() if "  # " in line]
    assert (len(beside), {*beside}) == (5, {33})


def test_every_remark_that_is_a_line_of_toml_is_right(tmp_path: object) -> None:
    """What is commented out is valid once the marks are taken away."""
    text = template("mine", ())
    for mark in ("# [options", "# seconds"):
        text = text.replace(mark, mark[2:])
    assert read_profile(text, "mine.toml", METRICS).mistakes == ()
