"""The check of the computer's memory."""

from collections.abc import Iterator

from deskready.plugin import Better, Check, Context, Gap, Measurement, Metric, Unit, text
from deskready_checks.system.cgroup import MemoryLimit, memory_limit
from deskready_checks.system.told import told
from deskready_checks.system.unread import Unread, asked

#: Sizes in GiB with which computers are sold: powers of two, three modules for two, and soldered odd ones.
_USUAL_GIB = (1, 2, 3, 4, 6, 8, 12, 16, 18, 20, 24, 32, 36, 40, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024)
#: Share of a size that firmware, graphics and the system's core may keep for themselves.
_RESERVED = 0.12
_SIZE = text("computer.memory.what", "how much memory there is")
_FREE = text("computer.memory.available.what", "how much memory is free")
_ASKING = text("computer.memory.asking", "Asking how much memory there is")
_GROUP = text("computer.memory.limit.method", "control group")
_LIMITED = text("computer.memory.limited", "the limit that is set for this program")
_NOMINAL = text("computer.memory.nominal", "what the system can use, rounded up to the next usual size")


class Memory(Check):
    """How much memory this computer has, and how much of it is free."""

    id = "computer.memory"
    title = text("computer.memory.title", "Memory")
    why = text(
        "computer.memory.why",
        "The call program, a browser and the customer files are open at the same time and need room; "
        "where memory runs out, programs freeze and voices break up.",
    )
    about = text("computer.memory.about", "How much memory this computer has, and how much of it is free.")
    typical_seconds = 0.2
    limit_seconds = 10.0
    installed = Metric("computer.memory", text("computer.memory.label", "Installed memory"), Unit.BYTE, Better.HIGHER)
    total = Metric(
        "computer.memory.total",
        text("computer.memory.total.label", "Memory the system can use"),
        Unit.BYTE,
        Better.HIGHER,
    )
    allowed = Metric(
        "computer.memory.limit", text("computer.memory.limit.label", "Memory limit"), Unit.BYTE, Better.HIGHER
    )
    available = Metric(
        "computer.memory.available", text("computer.memory.available.label", "Free memory"), Unit.BYTE, Better.HIGHER
    )
    metrics = (installed, total, allowed, available)
    remedies = {
        installed: text(
            "computer.memory.remedy",
            "Have more memory built in, or use a computer that has more. Where a limit is set for this program, "
            "ask whoever looks after this computer to raise it.",
        ),
        total: text("computer.memory.total.remedy", "Have more memory built in, or use a computer that has more."),
        allowed: text("computer.memory.limit.remedy", "Ask whoever looks after this computer to raise the limit."),
        available: text(
            "computer.memory.available.remedy",
            "Close programs and browser tabs that you do not need for work, and measure again.",
        ),
    }

    def run(self, context: Context) -> Iterator[Measurement | Gap]:
        """Asks the system, and on Linux the control groups that this process is in."""
        context.progress(0.0, _ASKING)
        limit = memory_limit()
        if limit is not None and 0 < _usable_or_nothing() <= limit.size:
            limit = None  # it does not bind
        yield told(context, self.installed, _SIZE, lambda: self._installed(limit))
        yield told(context, self.total, _SIZE, lambda: _usable() or None)
        if limit is not None:
            yield self.allowed.measured(limit.size, method=_GROUP)
        yield told(context, self.available, _FREE, lambda: _free(limit) or None)

    def _installed(self, limit: MemoryLimit | None) -> Measurement | None:
        """The size that is judged: a limit is exact, and what a computer is sold with is not all for use."""
        if limit is not None:
            return self.installed.measured(limit.size, method=_LIMITED)
        usable = _usable()
        return self.installed.measured(nominal_size(usable), method=_NOMINAL) if usable else None


def _usable() -> int:
    """Bytes that the system can use."""
    import psutil

    return asked(psutil.virtual_memory).total


def _usable_or_nothing() -> int:
    try:
        return _usable()
    except Unread:
        return 0


def _free(limit: MemoryLimit | None) -> int:
    """Bytes that are free, for this program."""
    import psutil

    free = asked(psutil.virtual_memory).available
    return free if limit is None else min(free, limit.free)


def nominal_size(usable: int) -> int:
    """The size with which a computer is sold that leaves `usable` bytes: the next usual one within 12 %, else `usable`.

    A computer sold with 8 GB shows 7.3 to 7.7 GiB.
    """
    sizes = (gib * 1024**3 for gib in _USUAL_GIB)
    next_size = next((size for size in sizes if size >= usable), usable)
    return next_size if usable >= next_size * (1 - _RESERVED) else usable
