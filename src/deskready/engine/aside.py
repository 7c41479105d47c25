"""Blocking work and new processes, on a computer that may have no room for another thread or process."""

import asyncio
import contextlib
import contextvars
import errno
import threading
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_Protocol = TypeVar("_Protocol", bound=asyncio.SubprocessProtocol)


async def aside(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Does blocking work in a thread of its own; where the system gives none, at once, while the event loop waits.

    Unlike `asyncio.to_thread` it leaves no pool behind, whose end takes yet another thread.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()
    context = contextvars.copy_context()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]

    def run() -> None:
        result: T | None = None
        failed: BaseException | None = None
        try:
            result = context.run(work, *args, **kwargs)
        except Exception as error:  # noqa: BLE001 - handed to whoever waits
            failed = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(settle, result, failed)

    try:
        threading.Thread(target=run, daemon=True).start()
    except RuntimeError:
        run()
    return await done


async def start_process(
    protocol: Callable[[], _Protocol], *command: str, **options: object
) -> tuple[asyncio.SubprocessTransport, _Protocol]:
    """Starts a process.

    Raises:
        OSError: The system refuses, also where it refuses only the thread that would wait for the process's end.
    """
    loop = asyncio.get_running_loop()
    try:
        return await loop.subprocess_exec(protocol, *command, **options)  # type: ignore[arg-type]
    except RuntimeError as error:
        raise OSError(errno.EAGAIN, str(error)) from error
