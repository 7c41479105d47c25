"""Memory: on this machine for real, and what the system does not tell."""

from typing import NamedTuple

import psutil
import pytest

from deskready.core.audit.event import Logged
from deskready.core.declare.check_info import Origin, describe
from deskready.testing.context import run_check
from deskready_checks.computer import memory
from deskready_checks.computer.memory import Memory, nominal_size
from deskready_checks.system.cgroup import MemoryLimit

GIB = 1024**3
MIB = 1024**2


class Told(NamedTuple):
    """What psutil tells of memory, as far as the check asks."""

    total: int
    available: int


def tell(monkeypatch: pytest.MonkeyPatch, total: int, available: int, limit: MemoryLimit | None = None) -> None:
    """Makes the system tell this."""
    monkeypatch.setattr("psutil.virtual_memory", lambda: Told(total, available))
    monkeypatch.setattr(memory, "memory_limit", lambda: limit)


def test_the_declaration_is_valid() -> None:
    info = describe(Memory, Origin("computer.memory", "", ""))
    assert info.id == "computer.memory"
    assert info.metrics[0].id == "computer.memory"


def test_this_machine() -> None:
    found, gaps, context = run_check(Memory)
    assert gaps == {}
    total = found["computer.memory.total"].value
    assert total == psutil.virtual_memory().total
    limit = found.get("computer.memory.limit")
    judged = found["computer.memory"].value
    assert judged == (limit.value if limit else nominal_size(int(total)))
    assert 0 < found["computer.memory.available"].value <= judged  # type: ignore[operator]
    assert context.events


def test_without_a_limit_the_nominal_size_is_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, 7700 * MIB, 3 * GIB)
    found, gaps, _ = run_check(Memory)
    assert {name: each.value for name, each in found.items()} == {
        "computer.memory": 8 * GIB,
        "computer.memory.total": 7700 * MIB,
        "computer.memory.available": 3 * GIB,
    }
    assert gaps == {}


def test_a_smaller_limit_is_judged_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, 16 * GIB, 9 * GIB, MemoryLimit(1000 * MIB, 300 * MIB))
    found, _, _ = run_check(Memory)
    assert {name: each.value for name, each in found.items()} == {
        "computer.memory": 1000 * MIB,
        "computer.memory.total": 16 * GIB,
        "computer.memory.limit": 1000 * MIB,
        "computer.memory.available": 300 * MIB,
    }


def test_a_limit_leaves_no_more_than_the_machine_has(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, 16 * GIB, 200 * MIB, MemoryLimit(GIB, GIB))
    found, _, _ = run_check(Memory)
    assert found["computer.memory.available"].value == 200 * MIB


@pytest.mark.parametrize("size", [16 * GIB, 20 * GIB])
def test_a_limit_that_does_not_bind_is_none(monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    tell(monkeypatch, 16 * GIB, 9 * GIB, MemoryLimit(size, 1))
    found, _, _ = run_check(Memory)
    assert "computer.memory.limit" not in found
    assert found["computer.memory"].value == 16 * GIB
    assert found["computer.memory.available"].value == 9 * GIB


def test_a_zero_is_a_gap_and_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, 0, 0)
    found, gaps, _ = run_check(Memory)
    assert found == {}
    assert set(gaps) == {"computer.memory", "computer.memory.total", "computer.memory.available"}
    assert all(gap.reason and gap.remedy for gap in gaps.values())


def test_a_limit_is_judged_where_the_machine_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    tell(monkeypatch, 0, 0, MemoryLimit(GIB, GIB))
    found, gaps, _ = run_check(Memory)
    assert found["computer.memory"].value == GIB
    assert "computer.memory.total" in gaps


def test_what_a_system_refuses_is_a_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Told:
        raise PermissionError("/proc/meminfo")

    monkeypatch.setattr("psutil.virtual_memory", refuse)
    monkeypatch.setattr(memory, "memory_limit", lambda: None)
    found, gaps, _ = run_check(Memory)
    assert not found
    assert set(gaps) == {"computer.memory", "computer.memory.total", "computer.memory.available"}
    assert all(gap.remedy and "does not let programs read" in gap.reason.words for gap in gaps.values())
    assert not any("/proc" in gap.reason.words for gap in gaps.values())


@pytest.mark.parametrize(
    ("usable", "nominal"),
    [
        (7.3, 8),
        (7.7, 8),
        (8, 8),
        (7.05, 8),
        (7.0, 7.0),
        (15.4, 16),
        (23.54, 24),
        (5.8, 6),
        (17.2, 18),
        (3.4, 3.4),
        (13.0, 13.0),
        (0.5, 0.5),
        (2000, 2000),
    ],
)
def test_nominal_sizes(usable: float, nominal: float) -> None:
    assert nominal_size(int(usable * GIB)) == int(nominal * GIB)


def test_whatever_reading_raises_costs_no_more_than_what_was_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise SystemError("<built-in function> returned a result with an exception set")

    monkeypatch.setattr("psutil.virtual_memory", broken)
    monkeypatch.setattr(memory, "memory_limit", lambda: MemoryLimit(4 * GIB, 2 * GIB))
    found, gaps, context = run_check(Memory)
    assert found["computer.memory"].value == 4 * GIB, "a limit is known all the same"
    assert set(gaps) == {"computer.memory.total", "computer.memory.available"}
    assert any("SystemError" in event.text for event in context.events if isinstance(event, Logged))
