"""How much data is spent, and who is asked before."""

import os
from pathlib import Path

import pytest

from deskready.core.audit.choices import choose, of_profile
from deskready.core.audit.event import Asked
from deskready.core.declare.check_info import Origin, describe
from deskready.core.words.text import text_of
from deskready.plugin import Declined, Value
from deskready.store.profiles import SHIPPED, load_profile
from deskready.testing.context import RecordingContext
from deskready_checks.internet.load.interface import Direction
from deskready_checks.internet.load.mode import METERED_BUDGET, UNKNOWN_PACE, Mode, Need, plan
from deskready_checks.internet.speed import spending
from deskready_checks.internet.speed.check import Speed
from deskready_checks.internet.speed.spending import AT_MOST_MB, mode_for, needs_of
from helpers.check_child import run_in_child
from helpers.load_server import librespeed, load_server

SPEED = "deskready_checks.internet.speed.check:Speed"
DEFAULTS = {option.name: option.default for option in Speed.options}
INFO = describe(Speed, Origin("internet.speed", SPEED, "deskready"))


def context(answers: dict[str, str] | None = None, **options: Value) -> RecordingContext:
    return RecordingContext(DEFAULTS | options, answers)


def asked(found: RecordingContext) -> list[str]:
    return [text_of(event.question.text).words for event in found.events if isinstance(event, Asked)]


@pytest.mark.parametrize("mode", ["full", "quick"])
def test_what_was_chosen_is_done_and_the_system_is_not_asked(mode: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spending, "is_metered", lambda _name: pytest.fail("asked"))
    found = context(mode=mode)
    assert mode_for(found, "") == mode
    assert asked(found) == []


@pytest.mark.parametrize(
    ("said", "mode"), [(True, Mode.METERED), (False, Mode.FULL), (None, Mode.FULL)], ids=["metered", "not", "unknown"]
)
def test_auto_spends_little_where_the_system_says_so(
    said: bool | None, mode: Mode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spending, "is_metered", lambda _name: said)
    found = context()
    assert mode_for(found, "http://127.0.0.1:9/") is mode
    words = ["Your system says", f"at most {AT_MOST_MB} MB"] if said else []
    assert [word for word in words if word in "".join(asked(found))] == words
    assert len(asked(found)) == bool(said)


def test_who_chose_metered_is_asked_and_may_say_no() -> None:
    yes, no = context({"metered": "Measure"}, mode="metered"), context({"metered": "Leave it out"}, mode="metered")
    assert mode_for(yes, "") is Mode.METERED
    assert f"at most {AT_MOST_MB} MB" in asked(yes)[0]
    with pytest.raises(Declined, match="metered") as declined:
        mode_for(no, "")
    assert declined.value.remedy


def test_without_a_person_running_is_a_yes() -> None:
    assert mode_for(context(mode="metered"), "") is Mode.METERED


def test_what_is_told_covers_both_directions_whatever_the_need() -> None:
    for need in (0.0, 3.0, 25.0, 500.0):
        for direction in Direction:
            planned = plan(Mode.METERED, direction, 10, Need(need), 16)
            assert 2 * planned.rules.budget <= AT_MOST_MB * 1_000_000
            assert planned.pace > 0
    assert plan(Mode.METERED, Direction.DOWN, 10, Need(), 16).pace == UNKNOWN_PACE
    assert 8 * METERED_BUDGET / UNKNOWN_PACE / 1e6 > 3, "seconds: a ramp and a measurement"


def test_the_needs_are_the_options() -> None:
    options: dict[str, Value] = {"min_down": 10, "good_down": 25, "min_up": 3, "good_up": 0.0}
    assert needs_of(options) == {Direction.DOWN: Need(10, 25), Direction.UP: Need(3, 0)}


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_quick_and_metered_decide_against_the_profiles_own_limits(path: Path) -> None:
    """A shipped profile names them once: what decides cannot differ from what is judged by."""
    profile = load_profile(path, {metric.id: metric for metric in Speed.metrics})
    assert "internet.speed" not in profile.options
    chosen = choose(INFO, {"profile": of_profile(profile, [INFO])})
    for metric, least, good in (
        ("internet.download", "min_down", "good_down"),
        ("internet.upload", "min_up", "good_up"),
    ):
        line = profile.requirement(metric)
        assert line is not None
        assert (chosen[least].value, chosen[good].value) == (line.minimum, line.recommended)
        assert {chosen[least].source, chosen[good].source} == {"profile"}


@pytest.mark.skipif(os.name != "posix", reason="stands in for a program of Linux")
def test_a_metered_line_is_found_and_spared(tmp_path: Path) -> None:
    """The whole check, with a NetworkManager that says so of the interface that leads to the server."""
    program = tmp_path / "nmcli"
    program.write_text("#!/bin/sh\nprintf 'GENERAL.DEVICE:lo\\nGENERAL.METERED:yes\\n'\n")
    program.chmod(0o700)
    environment = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    with load_server(librespeed(), rate_mbit=60) as server:
        options: dict[str, Value] = {"server": server.url, "good_down": 10, "good_up": 5, "responder": "127.0.0.1:9"}
        run = run_in_child(SPEED, options, environment=environment)
    assert any("metered" in line for line in run.log)
    assert 9 < run.measurements["internet.download"]["value"] < 14
    assert "paced at 13 Mbit/s" in run.measurements["internet.download"]["method"]
    assert run.measurements["internet.speed.bytes"]["value"] < 12e6
