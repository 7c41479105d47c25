"""Being asked to stop: Ctrl-C, and the system's own request (SIGTERM)."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def heed() -> None:
    """Has SIGTERM raise KeyboardInterrupt, as Ctrl-C does; a signal that the caller had ignored stays ignored."""
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


@contextmanager
def on_interrupt(call: Callable[[], object]) -> Iterator[None]:
    """Within it such a request calls `call` in the running event loop, instead of raising wherever the program is."""
    loop = asyncio.get_running_loop()
    former = {number: signal.getsignal(number) for number in _SIGNALS}
    heard = [number for number in _SIGNALS if former[number] is not signal.SIG_IGN]
    for number in heard:
        try:
            loop.add_signal_handler(number, call)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(call))
    try:
        yield
    finally:
        for number in heard:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)
            signal.signal(number, former[number])
