from pathlib import Path

import pytest
from msgspec import structs
from textual.errors import NoWidget
from textual.pilot import Pilot
from textual.widgets import Button, OptionList

from deskready.core.audit.event import (
    Asked,
    Event,
    Instruct,
    Logged,
    Measured,
    Missing,
    Progress,
    Sample,
    Started,
)
from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.walk import map_texts
from deskready.core.clean import has_harmful
from deskready.core.declare.check import Question
from deskready.core.declare.check_info import Origin, Problem
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Better, Gap, Kind, Measurement, Metric
from deskready.core.declare.option import Chosen
from deskready.core.declare.unit import Unit
from deskready.core.declare.use import Use
from deskready.core.words.text import Text
from deskready.store import audit_file
from deskready.store.partial import PartialFile
from deskready.tui.flows.opening import Request
from deskready.tui.widgets.panel import Panel
from helpers.attacks import ATTACKS, COMBINED
from helpers.piloting import shown, state_of, until, until_over, until_screen, until_shown, write_profile
from helpers.replayed import Desk, Script, going_on
from helpers.replayed import info as plain_info
from helpers.runs import ended
from helpers.samples import sample_audit
from helpers.states import with_last

pytestmark = pytest.mark.slow

Texts = pytest.mark.parametrize("attack", COMBINED.values(), ids=COMBINED.keys())


def scene(attack: str) -> tuple[Desk, Problem]:
    """A program whose every foreign text is the attack, also those that the engine would have made harmless."""
    number = Metric("line.number", attack, Unit.MILLISECOND, Better.LOWER)
    text = Metric("line.text", attack, kind=Kind.TEXT)
    lost = Metric("line.lost", attack)

    def check(check_id: str, *metrics: Metric, **more: object) -> object:
        info = plain_info(check_id, *metrics, title=attack, why=attack)
        remedies = dict.fromkeys((metric.id for metric in metrics), Text(attack))
        origin = Origin(attack, attack, attack, attack)
        return structs.replace(info, summary=Text(attack), remedies=remedies, origin=origin, **more)

    both = check("line.both", number, text, lost)
    found: list[Event | float] = [
        Measured(number.measured(5.0, low=4.0, high=6.0)),
        Measured(Measurement(text.id, Text(attack), attack, attack, method=Text(attack))),
        Missing(Gap(lost.id, Text(attack), Text(attack))),
    ]
    end = ended(Outcome.MEASURED, 1.0, None, attack, attack, attack, "2026-01-31T12:00:00+01:00")
    excused = ended(Outcome.UNAVAILABLE, 1.0, None, attack, attack, attack, "2026-01-31T12:00:00+01:00")
    crashed = ended(Outcome.FAILED, 1.0, Failure.CRASH, attack, attack, attack, "2026-01-31T12:00:00+01:00")
    busy: list[Event | float] = [
        Instruct(Text(attack)),
        Progress(0.5, Text(attack)),
        Sample(attack, 0.1, 5.0, attack),
        Logged(attack),
    ]
    asks = Asked(Question("q", attack, (attack, attack)))
    scripts: list[tuple[object, Script]] = [
        (both, [Started(60), *busy, *found, end]),
        (check("line.excused"), [Started(60), excused]),
        (check("line.crashed"), [Started(60), crashed]),
        (check("line.busy"), going_on(*busy)),
        (check("line.working"), going_on(Progress(0.5, Text(attack)))),
        (check("room.asks", uses=frozenset({Use.PERSON})), going_on(0.3, asks)),
        (check("sound.hears", consent=frozenset({Consent.MICROPHONE})), [Started(60), end]),
    ]
    problem = Problem(Origin(attack, attack, attack), attack)
    return Desk(scripts, Request(profile="evil"), [problem]), problem  # type: ignore[arg-type]


def quoted(text: str) -> str:
    """A text as TOML writes it."""
    harmless = [sign.isascii() and sign.isprintable() and sign not in '"\\' for sign in text]
    signs = (sign if ok else f"\\U{ord(sign):08x}" for sign, ok in zip(text, harmless, strict=True))
    return f'"{"".join(signs)}"'


def harmless(pilot: Pilot[None], attack: str) -> None:
    """What is on top shows the text as text, and no character that a terminal would obey."""
    text = shown(pilot)
    assert not has_harmful(text.replace("\n", ""))
    if attack.startswith("[red]"):
        assert "[red]" in text


async def click_everything(pilot: Pilot[None], app: Desk) -> None:
    """Clicks where the attack can be read, from top to bottom, but on what a click is meant to press."""
    screen, quits = app.screen, []
    app.action_quit = lambda: quits.append(1)  # type: ignore[method-assign,assignment,return-value]
    lines = [(y, line) for y, line in enumerate(shown(pilot).splitlines()[:-1]) if "owned" in line]
    for y, line in lines[:: max(len(lines) // 6, 1)]:
        if (x := line.find("owned")) >= 0:
            try:
                widget, _ = screen.get_widget_at(x + 1, y)
            except NoWidget:  # behind a dialog
                continue
            if not isinstance(widget, Panel | Button | OptionList):
                await pilot.click(offset=(x + 1, y))
    assert app.screen is screen
    assert not quits


@Texts
async def test_every_screen_with_an_attack_in_every_text(home: Path, attack: str) -> None:
    (home / "config").mkdir()
    limits = {"line__number": "maximum = 4.5", "line__text": f"allowed = [{quoted(attack)}]"}
    source = f"\nsource = {quoted(attack)}"
    write_profile(home, "evil", "evil", **{key: limit + source for key, limit in limits.items()})
    profile = home / "config" / "profiles" / "evil.toml"
    profile.write_text(profile.read_text("utf-8").replace('"evil"\npublisher', f"{quoted(attack)}\npublisher"))
    (home / "config" / "profiles" / "broken.toml").write_text(f"id = {quoted(attack)}\n{attack.encode()!r}")
    settings = home / "config" / "settings.toml"
    settings.write_text(f"[interface]\ntheme = 3\n[options]\n{quoted(attack)} = 3\n")
    app, _ = scene(attack)

    async def at(name: str, *keys: str, leave: str = "escape") -> None:
        await pilot.press(*keys)
        await until_screen(pilot, name)
        harmless(pilot, attack)
        if "click" in attack and name != "CommandPalette":  # that one leaves when clicked beside
            await click_everything(pilot, app)
        await pilot.press(leave)

    async with app.run_test(size=(120, 60), notifications=True) as pilot:
        await until_screen(pilot, "SettingsScreen")
        harmless(pilot, attack)
        settings.write_text(f"[interface]\ntheme = 3\n[consent.{quoted(attack)}]\ngranted = true\n")
        await pilot.press("enter")
        await at("ConsentScreen", leave="y")
        await at("QuestionScreen", leave="enter")
        await until_screen(pilot, "AuditScreen")
        await until(pilot, lambda: state_of(app, "sound.hears").outcome is Outcome.MEASURED)
        await until(pilot, lambda: "▶" in shown(pilot))
        harmless(pilot, attack)
        for panel in list(app.screen.query(Panel))[:3]:
            panel.focus()
            await at("DetailScreen", "enter")
            await until_screen(pilot, "AuditScreen")
        await at("ProfileScreen", "p")
        await at("SaveScreen", "s")
        await at("HelpScreen", "question_mark")
        await at("CommandPalette", "ctrl+p")
        await until_screen(pilot, "AuditScreen")
        await pilot.press("X")
        await until_over(pilot, app)
        harmless(pilot, attack)


@Texts
async def test_a_saved_audit_whose_every_text_is_an_attack(tmp_path: Path, attack: str) -> None:
    kept = ("id", "metric", "started", "finished", "unit", "remedies", "options", "profile_hash", "date", "source")
    audit = map_texts(sample_audit(), lambda text, field: text if field in kept else f"{text} {attack}")
    path = tmp_path / "theirs.json"
    audit_file.write(path, audit)
    app = Desk([], Request(path))
    async with app.run_test(size=(120, 60)) as pilot:
        await until_shown(pilot, "another computer")
        harmless(pilot, attack)
        for panel in list(app.screen.query(Panel))[::3]:
            panel.focus()
            await pilot.press("enter")
            await until_screen(pilot, "DetailScreen")
            harmless(pilot, attack)
            await pilot.press("escape")
            await until_screen(pilot, "AuditScreen")


@pytest.mark.parametrize("attack", [ATTACKS["action"], ATTACKS["clear the screen"]])
async def test_an_interrupted_audit_is_offered_in_harmless_words(attack: str) -> None:
    audit = structs.replace(sample_audit(), started=attack, id="44444444-dddd")
    file = PartialFile(audit.id)
    file.write(audit)
    file._lock.release()
    app = Desk([])
    async with app.run_test() as pilot:
        await until_screen(pilot, "ResumeScreen")
        harmless(pilot, attack)


def test_options_are_shown_as_text() -> None:
    from deskready.tui.view.detail import detail_view
    from helpers.states import STATES

    state = with_last(STATES["pass"], options={"[red]": Chosen("[/]", "[b]")})
    assert "Option [red] = [/] ([b])" in detail_view(state, 80).plain
