import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.declare.consent import Consent, open_marks
from deskready.core.judge.verdict import Judgement, Mark, Readiness
from deskready.core.words.text import Text
from deskready.tui.view.head import HeadState, head_lines
from helpers.goldens import assert_golden
from helpers.states import STATES

FAIL, WARN, PASS = (STATES[name].verdicts[0] for name in ("fail", "warn", "pass"))
UNKNOWN, SKIPPED = (STATES[name].verdicts[0] for name in ("unavailable", "skipped"))
IDLE = HeadState("Typical voice agent", total=5, hint=Text("a runs all checks; r runs the selected one."))
ENDED = structs.replace(
    IDLE, done=5, hint=Text("Next: Enter shows how to fix it, f reruns what did not pass, s saves.")
)
HEADS = {
    "nothing measured yet": IDLE,
    "running": structs.replace(
        IDLE, done=2, running=True, elapsed=75.4, left=12.0, fraction=0.86,
        hint=Text("Please be quiet for 15 seconds."),
        judgement=Judgement(Readiness.UNDECIDED, (PASS, UNKNOWN), partial=True),
    ),
    "running, nothing ended": structs.replace(IDLE, running=True, left=30.0, hint=Text("Enter looks at a check.")),
    "listening": structs.replace(
        IDLE, running=True, left=18.0, hint=Text("Please be quiet for 20 seconds."),
        open=open_marks({Consent.MICROPHONE}),
    ),
    "not ready": structs.replace(
        ENDED, judgement=Judgement(Readiness.NOT_READY, (FAIL, FAIL, WARN, PASS, UNKNOWN, SKIPPED), partial=True)
    ),
    "ready": structs.replace(ENDED, judgement=Judgement(Readiness.READY, (PASS, PASS), partial=False)),
    "ready with warnings": structs.replace(ENDED, judgement=Judgement(Readiness.WARNINGS, (PASS, WARN), False)),
    "undecided": structs.replace(ENDED, judgement=Judgement(Readiness.UNDECIDED, (PASS, UNKNOWN), False)),
    "re-opened": structs.replace(
        ENDED, origin=Text("saved, from 2026-11-21 14:30"), hint=Text("This audit was made on another computer."),
        judgement=Judgement(Readiness.READY, (PASS,), partial=False),
    ),
}  # fmt: skip


@pytest.mark.parametrize("width", [20, 40, 80, 120])
def test_every_state(width: int) -> None:
    pictures = [
        "\n".join([f"=== {name}", *(f"|{line.plain:{width}}|" for line in head_lines(state, width))])
        for name, state in HEADS.items()
    ]
    assert_golden(f"tui/headbar-{width}.txt", "\n\n".join(pictures) + "\n")


@given(
    width=st.integers(0, 150),
    profile=st.text(max_size=80),
    origin=st.text(max_size=40),
    hint=st.text(max_size=300),
    numbers=st.tuples(st.integers(0, 999), st.integers(0, 999)),
    seconds=st.floats(0, 1e6),
    running=st.booleans(),
    opened=st.sets(st.sampled_from(Consent)),
)
def test_no_line_is_wider_than_the_screen(
    width: int,
    profile: str,
    origin: str,
    hint: str,
    numbers: tuple[int, int],
    seconds: float,
    running: bool,
    opened: set[Consent],
) -> None:
    state = HeadState(
        profile,
        *numbers,
        running=running,
        elapsed=seconds,
        left=seconds,
        hint=Text(hint),
        origin=Text(origin),
        fraction=0.5,
        open=open_marks(opened),
        judgement=Judgement(Readiness.NOT_READY, (FAIL, PASS), partial=True),
    )
    assert all(line.cell_length <= width for line in head_lines(state, width))


def test_each_readiness_has_its_symbol() -> None:
    ended = ("ready", "ready with warnings", "not ready", "undecided")
    assert [head_lines(HEADS[name], 80)[1].plain[0] for name in ended] == ["✓", "!", "✗", "?"]


def test_all_kinds_of_verdict_are_counted() -> None:
    line = head_lines(HEADS["not ready"], 120)[1].plain
    assert [part for part in line.split("   ") if part[0] in "✓!✗?–"][1:] == ["✓ 1", "! 1", "✗ 2", "? 1", "– 1"]
    assert len(Mark) == 5
