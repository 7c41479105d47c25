"""The audit: a panel per check, grouped by area."""

from collections.abc import Iterable
from itertools import groupby
from shutil import get_terminal_size

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from deskready.core.audit.check_state import Phase
from deskready.core.declare.area import area_of
from deskready.core.declare.check_info import Problem
from deskready.core.words.message import text
from deskready.core.words.say import say
from deskready.core.words.text import NOTHING as NO_TEXT
from deskready.core.words.text import Text
from deskready.tui.conductor import Conductor
from deskready.tui.screens.following import Following
from deskready.tui.view.marks import worst_check
from deskready.tui.view.notices import NOTHING, notices
from deskready.tui.widgets.columns import Columns
from deskready.tui.widgets.headbar import Headbar
from deskready.tui.widgets.key_bar import KeyBar
from deskready.tui.widgets.panel import Panel

_LOOKING = text("audit-screen.looking", "Looking for checks …")
_REPAINTS_PER_SECOND = 20
_PANELS_A_REPAINT = 12
"""Panels that change state in one repaint: more would hold up the keys. The others follow 50 ms later."""
_FIRST = (Phase.RUNNING, Phase.IDLE, Phase.QUEUED)
"""The order in which panels are brought up to date."""
_SCROLLS = {"pageup": "page_up", "pagedown": "page_down", "home": "scroll_home", "end": "scroll_end"}
_MOVES = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


class _Page(VerticalScroll, inherit_bindings=False):
    """All panels; it leaves the arrow keys, which select one, to the screen."""

    BINDINGS = [(key, action, "") for key, action in _SCROLLS.items()]


class AuditScreen(Screen[None]):
    """Shows the audit and routes events; everything it shows comes from its conductor."""

    AUTO_FOCUS = "Panel"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (150, "-wide")]
    BINDINGS = [(key, f"move('{key}')", "") for key in _MOVES]

    headbar = getters.query_one(Headbar)
    areas = getters.query_one("#areas", Container)

    def __init__(self) -> None:
        super().__init__(classes=self._expected_breakpoint())
        self._conductor: Conductor | None = None
        self._problems: tuple[Problem, ...] = ()
        self._panels: dict[str, Panel] = {}
        self._measuring: frozenset[str] = frozenset()
        self._rounds = 0
        self._trouble: Text = NO_TEXT
        self._rest = 0
        self._following = Following()

    def _expected_breakpoint(self) -> str:
        """The class that the first resize would set: with it there from the start, nothing is laid out twice."""
        width = get_terminal_size().columns
        return next(name for least, name in reversed(self.HORIZONTAL_BREAKPOINTS) if width >= least)

    def compose(self) -> ComposeResult:
        """Head bar, room for the areas, footer."""
        yield Headbar()
        with _Page(id="scroll", can_focus=False):
            yield Container(*self._areas(), id="areas")
        yield KeyBar()

    def on_mount(self) -> None:
        """Begins to repaint."""
        self.set_interval(1 / _REPAINTS_PER_SECOND, self._repaint)
        self._show_head()

    def take(self, conductor: Conductor, problems: Iterable[Problem]) -> None:
        """Makes an audit the one to show, from the next `compose` or `show` on."""
        self._conductor, self._problems = conductor, tuple(problems)
        self._following.touched, self._rounds = False, conductor.rounds

    async def show(self) -> None:
        """Shows the audit that was taken, in place of any before."""
        self._panels.clear()
        self._following.leave()
        self._show_head()
        with self.app.batch_update():
            await self.areas.remove_children()
            await self.areas.mount(*self._areas())
        if self._panels:
            next(iter(self._panels.values())).focus()

    async def take_up(self) -> None:
        """Shows what another profile has brought: checks that were added, requirements that none measures."""
        if self._conductor is None:
            return
        if {info.id for info in self._conductor.state.checks} != self._panels.keys():
            await self.show()
        else:
            self._noticed(self.query_one("#notices", Static), self._conductor)

    def _show_head(self) -> None:
        if self._conductor is not None:
            self.headbar.state = self._conductor.head()

    @property
    def selected(self) -> str | None:
        """The id of the selected check."""
        panel = self.focused
        return panel.check_id if isinstance(panel, Panel) else None

    def action_move(self, direction: str) -> None:
        """Selects the nearest panel in that direction."""
        self._following.touched = True
        here = self.focused
        if not isinstance(here, Panel):
            for panel in list(self._panels.values())[:1]:
                panel.focus()
            return
        dx, dy = _MOVES[direction]
        x, y = here.region.x + here.region.width / 2, here.region.y + here.region.height / 2

        def distance(panel: Panel) -> float:
            right = panel.region.x + panel.region.width / 2 - x
            down = panel.region.y + panel.region.height / 2 - y
            ahead, aside = (right * dx, abs(down)) if dx else (down * dy, abs(right))
            return ahead + 3 * aside if ahead > 0.5 else float("inf")

        nearest = min(self._panels.values(), key=distance)
        if distance(nearest) < float("inf"):
            nearest.focus()

    def on_mouse_scroll_down(self) -> None:
        """Who scrolls wants to see something else than what runs."""
        self._following.touched = True

    @on(Panel.Opened)
    def _open(self, event: Panel.Opened) -> None:
        from deskready.tui.screens.detail import DetailScreen

        if self._conductor is not None:
            self.app.push_screen(DetailScreen(self._conductor, event.check_id))

    def _areas(self) -> Iterable[Widget]:
        conductor = self._conductor
        if conductor is None:
            yield Static(Content(say(_LOOKING)), classes="nothing")
            return
        checks = conductor.state.checks
        if not checks:
            yield Static(Content("\n\n".join(say(part) for part in NOTHING)), classes="nothing")
        for area, infos in groupby(checks, key=lambda info: info.area):
            panels = [Panel(conductor.snapshot(info.id)) for info in infos]
            self._panels |= {panel.check_id: panel for panel in panels}
            title = Static(Content(say(area_of(area).title)), classes="title")
            yield Vertical(title, Columns(*panels, least_width=34), classes="area")
        yield self._noticed(Static(id="notices"), conductor)

    def _noticed(self, static: Static, conductor: Conductor) -> Static:
        """The notices as of now."""
        content = notices(self._problems, conductor.state.checks, conductor.state.judgement)
        static.update(content)
        static.display = bool(content.plain)
        return static

    def _repaint(self) -> None:
        self._following.keep()
        conductor = self._conductor
        self._rest -= 1
        if conductor is None or self._rest >= 0:
            return
        changed = self._update_panels(conductor)
        if changed or self._measuring or conductor.session.trouble != self._trouble:
            self._trouble = conductor.session.trouble
            self.headbar.state = conductor.head()
        running = frozenset(check_id for check_id, panel in self._panels.items() if panel.has_class("-running"))
        if running != self._measuring:
            self._measuring = running
            self.refresh_bindings()
        if conductor.rounds != self._rounds:
            self._rounds = conductor.rounds
            self.refresh_bindings()
            if not self._following.touched:
                self._select_worst(conductor)

    def _update_panels(self, conductor: Conductor) -> bool:
        """Brings some panels up to date, the most telling first. Returns whether there were any."""
        timed = {panel.check_id for panel in self._panels.values() if panel.state and panel.state.instruction_left}
        shown = (conductor.changed | timed) & self._panels.keys()
        changed = sorted(shown, key=lambda check_id: _FIRST.index(conductor.state.phase(check_id)))[:_PANELS_A_REPAINT]
        conductor.changed.difference_update(changed)
        self._rest = len(changed) // 4  # a large repaint leaves time for keys and running checks
        for check_id in changed:
            panel, state = self._panels[check_id], conductor.snapshot(check_id)
            if state.instruction or (state.phase is Phase.RUNNING and not panel.has_class("-running")):
                self._following.begin(panel)
            panel.state = state
        return bool(changed)

    def _select_worst(self, conductor: Conductor) -> None:
        """Selects the check that most needs attention, so that Enter shows how to fix it."""
        worst = worst_check(conductor.snapshot(info.id) for info in conductor.state.checks)
        if worst is not None:
            self._panels[worst].focus(scroll_visible=False)
            self._following.begin(self._panels[worst])
