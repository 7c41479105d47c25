import pytest
from msgspec import structs

from deskready.core.audit import event as ev
from deskready.tui.view.detail import detail_view
from helpers.goldens import assert_golden
from helpers.states import DOWNLOAD, INFO, LINK, PROFILE, QUIET, STATES, after, done, drawn, measured, only


@pytest.mark.parametrize("width", [36, 76, 110])
def test_a_detail_in_every_state(width: int) -> None:
    pictures = [f"=== {name}\n" + "\n".join(drawn(detail_view(state, width), width)) for name, state in STATES.items()]
    assert_golden(f"tui/detail-{width}.txt", "\n\n".join(pictures) + "\n")


def test_what_was_found_in_a_sentence_comes_before_the_verdicts() -> None:
    info = structs.replace(INFO, metrics=(LINK, *(metric for metric in INFO.metrics if metric is not LINK)))
    run = done(measured(94.1), ev.Measured(LINK.measured("Your line is clear.")))
    text = detail_view(after(run, profile=only(DOWNLOAD.id), info=info), 80).plain
    assert text.startswith("Result\nYour line is clear.\n✓ Download")


def test_earlier_attempts_stand_newest_first_with_their_values() -> None:
    state = after(done(measured(3.2)), done(measured(4.4)), done(measured(94.1)))
    text = detail_view(state, 80).plain.partition("Earlier attempts")[2]
    assert -1 < text.index("Download 4.4 Mbit/s") < text.index("Download 3.2 Mbit/s")


def test_what_a_person_said_is_marked_with_and_without_a_requirement() -> None:
    said = ev.Measured(QUIET.measured(True, self_reported=True))
    for profile in (PROFILE, None):
        assert "yes, self-reported" in detail_view(after(done(said), profile=profile), 80).plain


def test_how_something_was_measured_stays_in_its_column() -> None:
    told = ev.Measured(DOWNLOAD.measured(94.1, method="mean of three seconds after the ramp, " * 4))
    lines = [line.plain for line in detail_view(after(done(told)), 70).split("\n")]
    how = [line for line in lines if "ramp" in line]
    assert len(how) > 2
    assert all(line.startswith(" " * 25) and len(line) <= 70 for line in how)


def test_a_long_log_shows_its_end() -> None:
    log = [ev.Logged(f"line {n}") for n in range(100)]
    text = detail_view(after(done(measured(50.0), *log)), 80).plain
    assert "line 99" in text
    assert "line 60" in text
    assert "line 59" not in text
