"""The audit: a panel per check, grouped by area."""

from collections.abc import Iterable
from itertools import groupby

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Container, ItemGrid, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Footer, Static

from deskready.core.audit import Phase
from deskready.core.check_info import CheckInfo, Problem
from deskready.core.wording import area_title, count
from deskready.tui.conductor import Conductor
from deskready.tui.screens.detail import DetailScreen
from deskready.tui.widgets.headbar import Headbar
from deskready.tui.widgets.panel import Panel

_REPAINTS_PER_SECOND = 20
_MOVES = {"up": (0, -1), "down": (0, 1), "left": (-1, 0), "right": (1, 0)}


class AuditScreen(Screen[None]):
    """Shows the audit and routes events; everything it shows comes from its conductor."""

    CSS_PATH = "audit.tcss"
    AUTO_FOCUS = "Panel"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (72, "-normal"), (150, "-wide")]
    BINDINGS = [(key, f"move('{key}')", "") for key in _MOVES]

    headbar = getters.query_one(Headbar)

    def __init__(self, conductor: Conductor, problems: Iterable[Problem] = ()) -> None:
        super().__init__()
        self.conductor = conductor
        """What it shows."""
        self._problems = list(problems)
        self._panels: dict[str, Panel] = {}
        self._was_running = False
        self._touched = False

    def compose(self) -> ComposeResult:
        """Head bar, areas, problems, footer."""
        yield Headbar()
        with VerticalScroll(id="scroll", can_focus=False), Container(id="areas"):
            yield from self._areas(self.conductor.state.checks)
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        """Begins to repaint."""
        self.headbar.state = self.conductor.head()
        self.set_interval(1 / _REPAINTS_PER_SECOND, self._repaint)

    @property
    def selected(self) -> str | None:
        """The id of the selected check."""
        panel = self.focused
        return panel.check_id if isinstance(panel, Panel) else None

    async def take_up(self, checks: Iterable[CheckInfo]) -> None:
        """Shows checks that were added to the audit."""
        if any(info.id not in self._panels for info in checks):
            areas = self.query_one("#areas")
            await areas.remove_children()
            self._panels.clear()
            await areas.mount(*self._areas(self.conductor.state.checks))
            self.query(Panel).first().focus()

    def action_move(self, direction: str) -> None:
        """Selects the nearest panel in that direction."""
        self._touched = True
        here = self.focused
        if not isinstance(here, Panel):
            self.query(Panel).first().focus()
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
        self._touched = True

    @on(Panel.Opened)
    def _open(self, event: Panel.Opened) -> None:
        self.app.push_screen(DetailScreen(self.conductor, event.check_id))

    def _areas(self, checks: Iterable[CheckInfo]) -> Iterable[Widget]:
        if not self._problems and not checks:
            yield Container(Static(Content(_NOTHING), classes="nothing"))
        for area, infos in groupby(checks, key=lambda info: info.area):
            panels = [Panel(self.conductor.snapshot(info.id)) for info in infos]
            self._panels |= {panel.check_id: panel for panel in panels}
            title = Static(Content(area_title(area)), classes="title")
            yield Vertical(title, ItemGrid(*panels, min_column_width=34), classes="area")
        if self._problems:
            yield Vertical(Static(_problems(self._problems)), classes="problems")

    def _repaint(self) -> None:
        conductor = self.conductor
        changed, conductor.changed = conductor.changed, set()
        for check_id in changed & self._panels.keys():
            panel, state = self._panels[check_id], conductor.snapshot(check_id)
            if state.phase is Phase.RUNNING and not panel.has_class("-running") and not self._touched:
                panel.scroll_visible()
            panel.state = state
        running = conductor.state.running
        if changed or running:
            self.headbar.state = conductor.head()
        if running != self._was_running or changed:
            if self._was_running and not running and not self._touched:
                self._select_worst()
            self._was_running = running
            self.refresh_bindings()

    def _select_worst(self) -> None:
        """Selects the check that most needs attention, so that Enter shows how to fix it."""
        worst = self.conductor.worst_check()
        if worst is not None:
            self._panels[worst].focus()


_NOTHING = (
    "No check is installed.\n\n"
    "deskready finds checks through the packages installed beside it. Install it again "
    "(pip install --force-reinstall deskready), or put a check of your own into your checks folder."
)


def _problems(problems: list[Problem]) -> Content:
    """Checks that are installed and cannot be used, one line each."""
    lines = [Content.styled(f"{count(len(problems), 'installed check')} cannot be used", "bold $text-warning")]
    for problem in problems:
        where = f"  {problem.origin.name} ({problem.origin.package}): "
        lines.append(Content.assemble((where, "$text-warning"), problem.reason))
    return Content("\n").join(lines)
