"""Home folders for whole-program tests: settings that touch no device and no network beyond loopback."""

from pathlib import Path

from deskready.core.declare.consent import Consent

_SETTINGS = """\
[consent.microphone]
granted = {granted}
when = "2026-01-01T00:00:00+00:00"
text = "{microphone}"
[consent.data]
granted = {granted}
when = "2026-01-01T00:00:00+00:00"
text = "1"
[consent.mlab]
granted = false
when = "2026-01-01T00:00:00+00:00"
text = "1"
[options."internet.connection"]
target = "127.0.0.1:9"
gateway = "none"
clock = "127.0.0.1:9"
[options."internet.dns"]
resolvers = "127.0.0.1:9"
[options."internet.latency"]
target = "127.0.0.1:9"
[options."internet.quality"]
responder = "127.0.0.1:9"
[options."internet.speed"]
server = "http://127.0.0.1:9/"
responder = "127.0.0.1:9"
"""
_CHECK = '''\
"""A toy check."""

from collections.abc import Iterator

from deskready.plugin import Better, Check, Context, Measurement, Metric, Unit

VALUE = Metric("{id}.value", "Value", Unit.MILLISECOND, Better.LOWER)


class Toy(Check):
    """Measures nothing, at once."""

    id = "{id}"
    title = "{title}"
    why = "It stands for the checks of other packages."
    metrics = (VALUE,)

    def run(self, context: Context) -> Iterator[Measurement]:
        yield VALUE.measured(1.5)
'''


def make_home(folder: Path, toys: int = 0, *, granted: bool = False) -> Path:
    """A home in which every consent is answered and `toys` single-file checks lie."""
    checks = folder / "config" / "checks"
    checks.mkdir(parents=True)
    checks.chmod(0o700)
    microphone = Consent.MICROPHONE.text.version
    settings = _SETTINGS.format(granted=str(granted).lower(), microphone=microphone)
    (folder / "config" / "settings.toml").write_text(settings, "utf-8")
    for number in range(toys):
        file = checks / f"toy{number:03}.py"
        file.write_text(_CHECK.format(id=f"toys.n{number:03}", title=f"Toy {number:03}"), "utf-8")
        file.chmod(0o600)
    return folder
