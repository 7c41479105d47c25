"""Blocking work beside the event loop, also where the computer has no room for a thread."""

import asyncio
import sys
import threading

import pytest

from deskready.engine.aside import aside, start_process


async def test_it_runs_in_a_thread_of_its_own_and_gives_its_result() -> None:
    assert await aside(threading.get_ident) != threading.get_ident()
    assert await aside(divmod, 7, 2) == (3, 1)


async def test_an_error_is_raised_where_it_is_waited_for() -> None:
    with pytest.raises(ZeroDivisionError):
        await aside(divmod, 1, 0)


async def test_without_a_thread_it_is_done_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    assert await aside(threading.get_ident) == threading.get_ident()
    with pytest.raises(ZeroDivisionError):
        await aside(divmod, 1, 0)


async def test_a_process_that_nobody_can_wait_for_is_refused_as_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_arguments: object, **_options: object) -> object:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(asyncio.get_running_loop(), "subprocess_exec", refuse)
    with pytest.raises(OSError, match="new thread"):
        await start_process(asyncio.SubprocessProtocol, sys.executable)
