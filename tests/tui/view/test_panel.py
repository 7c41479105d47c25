from collections.abc import Iterator

import pytest
from msgspec import structs

from deskready.core.audit import event as ev
from deskready.core.audit.check_state import CheckState
from deskready.core.profile.requirement import Requirement
from deskready.core.words.pseudo import PSEUDO, disguised
from deskready.core.words.say import ENGLISH, speak
from deskready.core.words.text import Text, text_of
from deskready.tui.view.keys import with_key
from deskready.tui.view.panel import panel_title, panel_view, panel_word
from helpers.goldens import assert_golden
from helpers.states import DOWNLOAD, INFO, LINK, STATES, after, done, drawn, measured, only


def pictured(state: CheckState, width: int) -> str:
    """A panel as plain text, between rulers that show where its lines end."""
    frame = f"{panel_title(state).plain}{panel_word(state).plain}".strip()
    lines = drawn(panel_view(state, width), width)
    return "\n".join([frame, *(f"|{line:{width}}|" for line in lines)])


@pytest.mark.parametrize("width", [16, 34, 60, 110])
def test_a_panel_in_every_state(width: int) -> None:
    pictures = [f"=== {name}\n{pictured(state, width)}\n" for name, state in STATES.items()]
    assert_golden(f"tui/panel-{width}.txt", "\n".join(pictures))


def test_no_state_is_told_by_colour_alone() -> None:
    """Symbol and word, without any style, tell every two kinds of state apart."""
    kinds = [
        "idle", "queued", "running", "asking", "pass", "warn", "borderline", "fail", "unknown gap", "unavailable",
        "failed", "cancelled", "skipped", "nothing judges it",
    ]  # fmt: skip
    told = [(panel_title(STATES[kind]).plain, panel_word(STATES[kind]).plain) for kind in kinds]
    assert len(set(told)) == len(kinds)
    assert len({symbol for symbol, _ in told}) >= 8


def test_lines_that_are_drawn_fit_the_width() -> None:
    """What is laid out in columns never wraps; sentences may."""
    for name, state in STATES.items():
        question = state.question.text if state.question else ""
        own = {"Waits for its turn.", "It has no result. r runs it again."}
        told = (
            state.last.reason,
            with_key(state.last.remedy),
            state.instruction,
            state.activity,
            state.info.summary,
            question,
        )
        prose = {text_of(words).words for words in told} | own
        for width in range(12, 121):
            for line in panel_view(state, width).split("\n"):
                if line.plain not in prose:
                    assert line.cell_length <= width, f"{name} at {width}: {line.plain!r}"


def test_what_was_found_in_a_sentence_comes_first_unless_a_requirement_names_it() -> None:
    info = structs.replace(INFO, metrics=(LINK, *(metric for metric in INFO.metrics if metric is not LINK)))

    def first_line(said: str, *named: str) -> str:
        run = done(measured(94.1), ev.Measured(LINK.measured(said)))
        return panel_view(after(run, profile=only(*named), info=info), 60).split("\n")[0].plain

    assert first_line("Your line is clear.", DOWNLOAD.id) == "Your line is clear."
    assert first_line("clear", DOWNLOAD.id).startswith("✓ Download")
    assert first_line("Your line is clear.", DOWNLOAD.id, LINK.id).startswith("✓ Download")


def test_other_sentences_that_no_requirement_names_end_the_panel_under_what_they_are_about() -> None:
    said = "M-Lab; passed over: Cloudflare (asked too often), because everybody asked it at the same time."
    run = done(measured(94.1), ev.Measured(LINK.measured(said)))
    lines = [line.plain for line in panel_view(after(run, profile=only(DOWNLOAD.id)), 34).split("\n")]
    told = [line for line in lines if line.startswith("  ")][-4:]
    assert lines[-4:] == told, "indented, and at the end"
    assert " ".join("".join(told).split()).startswith(f"{LINK.label}: M-Lab; passed over: Cloudflare")
    assert all(len(line) <= 34 for line in told)
    quiet = done(measured(94.1), ev.Measured(LINK.measured("M-Lab")))
    assert "M-Lab" not in panel_view(after(quiet, profile=only(DOWNLOAD.id)), 34).plain


def test_what_is_known_to_be_no_less_is_never_shown_as_the_value() -> None:
    least = ev.Measured(DOWNLOAD.measured(27.5, low=27.5, high=40.0, least=True))
    for width in (28, 34, 80):
        shown = panel_view(after(done(least), profile=only(DOWNLOAD.id)), width).split("\n")[0].plain
        assert shown.endswith("at least 27.5 Mbit/s")


def test_what_is_measured_beside_it_has_a_line_and_the_plot_stays() -> None:
    down, up = ev.Sample("download", 0, 90.0, "Mbit/s"), ev.Sample("upload", 3, 8.0, "Mbit/s")
    latency = [ev.Sample("latency", n, 20.0 + n, "ms") for n in range(2)]

    def lines(*samples: ev.Event) -> list[str]:
        return [line.plain for line in panel_view(after([ev.Started(60), *samples]), 60).split("\n")]

    assert lines(down, *latency)[1].startswith("Download 90 Mbit/s")
    both = lines(down, *latency, up)
    assert both[1].startswith("Upload 8 Mbit/s")
    assert both[-1] == "Latency 21 ms", "alone, without the limit of another metric in ms"
    assert len(both) == len(lines(down)) + 1


@pytest.fixture
def longer() -> Iterator[None]:
    """Everything said in a language that is longer than English."""
    speak(PSEUDO)
    yield
    speak(ENGLISH)


@pytest.mark.usefixtures("longer")
def test_what_is_asked_for_is_whole_in_a_longer_language() -> None:
    """As a panel is at 80 columns."""
    lines = drawn(panel_view(STATES["texts and yes or no"], 34), 34)
    told = " ".join(" ".join(lines).split())
    assert all(disguised(words) in told for words in ("self-reported", "asked for", "yes"))
    assert all(name in told for name in ("cable", "fibre"))
    assert not any("…" in line for line in lines)


def test_what_is_asked_for_takes_a_few_lines_at_most() -> None:
    many = tuple(f"kind {number}" for number in range(300))
    line = Requirement(LINK.id, allowed=many, label=Text("Connection"))
    profile = structs.replace(only(LINK.id), requirements=(line,))
    for width in (16, 34, 60):
        shown = panel_view(after(done(ev.Measured(LINK.measured("kind 7"))), profile=profile), width)
        head, *asked = [line.plain for line in shown.split("\n")]
        assert head.startswith("✓")
        assert len(asked) == 3
        assert asked[-1].endswith("…")
