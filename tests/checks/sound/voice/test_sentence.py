from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskready_checks.sound.analysis.p56 import ActiveLevel
from deskready_checks.sound.voice.facts import Background, Voice
from deskready_checks.sound.voice.sentence import sentence

GOOD = Voice(
    ratio=35.0,
    gated=False,
    active=ActiveLevel(-23.0, 0.8),
    peak=-6.0,
    clipped=0.0,
    bandwidth=24_000.0,
    seconds=10.0,
    hum=None,
    background=Background.STEADY,
    reverberation=None,
)


@pytest.mark.parametrize(
    ("ratio", "background", "said"),
    [
        (35, Background.STEADY, "Your voice is clear; hardly anything is audible behind it."),
        (25, Background.STEADY, "Your voice is clear; a fan or another steady noise is audible behind it."),
        (20, Background.HUM, "Your voice is clear; a mains hum is audible behind it."),
        (17, Background.VOICES, "Your voice can be understood; other people talking are plainly audible behind it."),
        (12, Background.CHANGING, "Your voice is hard to understand; noise that comes and goes is too loud behind it."),
    ],
)
def test_what_a_customer_hears(ratio: float, background: Background, said: str) -> None:
    assert sentence(replace(GOOD, ratio=ratio, background=background), 1.0).words == said


def test_faults_follow() -> None:
    bad = replace(GOOD, clipped=1.0, active=ActiveLevel(-40, 0.8), bandwidth=3400.0)
    told = sentence(bad, 1.3).words
    for words in ("It crackles", "It is faint", "old telephone", "You read fast"):
        assert words in told
    assert "You read slowly." in sentence(GOOD, 0.5).words


def test_a_gate_is_said_as_cannot_tell() -> None:
    assert "cannot be told" in sentence(replace(GOOD, gated=True), None).words


@given(
    ratio=st.floats(-10, 80),
    gated=st.booleans(),
    level=st.floats(-80, 0),
    clipped=st.floats(0, 50),
    hertz=st.floats(1500, 24_000),
    haste=st.none() | st.floats(0.1, 3),
    background=st.sampled_from(Background),
)
def test_it_always_fits_a_line_and_ends_with_a_full_stop(
    ratio: float,
    gated: bool,
    level: float,
    clipped: float,
    hertz: float,
    haste: float | None,
    background: Background,
) -> None:
    voice = replace(
        GOOD,
        ratio=ratio,
        gated=gated,
        active=ActiveLevel(level, 0.8),
        clipped=clipped,
        bandwidth=hertz,
        background=background,
    )
    told = sentence(voice, haste).words
    assert told.startswith("Your voice ")
    assert told.endswith(".")
    assert len(told) <= 256
