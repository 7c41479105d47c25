"""Being told by the system to end: a closed terminal (SIGHUP), a polite request (SIGTERM), an interrupt (SIGINT)."""

import asyncio
import os
import signal
import threading
from collections.abc import Callable
from contextlib import suppress


def heed(end: Callable[[], object]) -> None:
    """Has each of these signals call `end` in the running event loop, until the loop closes.

    A signal that the caller had ignored stays ignored. Where there are no such signals (Windows) nothing happens.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGHUP", "SIGTERM", "SIGINT"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows; a loop outside the main thread
                loop.add_signal_handler(number, end)


def end_at_the_latest(seconds: float) -> None:
    """Ends this process after that time, whatever it does then; checks that run end with it, and nothing is lost.

    For a terminal that is gone: Textual's writing thread ends with it, and the event loop then waits for it for ever.
    """
    timer = threading.Timer(seconds, os._exit, (128 + signal.SIGTERM,))
    timer.daemon = True
    timer.start()
