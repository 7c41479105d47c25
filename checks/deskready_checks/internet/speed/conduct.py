"""Conducts a blocking test: runs it beside the check's own thread, which tells how it goes meanwhile."""

import threading
import time
from collections.abc import Callable
from typing import Generic, NamedTuple, Protocol, TypeVar

from deskready.plugin import Context, Text, Unavailable
from deskready_checks.internet.load.fault import Fault

_T = TypeVar("_T")
_SAMPLE_SECONDS = 0.1


class Stage(NamedTuple):
    """One part of a run."""

    text: Text
    """What is being done."""
    begins: float
    """How far the run is when it begins: 0.0 to 1.0."""
    ends: float
    """How far the run is when it ends."""
    seconds: float
    """How long it usually takes."""
    limit: float
    """How long it may take."""


class Conducted(Protocol):
    """Whose blocking method it is."""

    def stop(self) -> None:
        """Has the method return soon, with what there is."""

    def explain(self, fault: Fault, detail: str = "") -> Unavailable:
        """A fault in words that fit."""


def conduct(context: Context, test: Conducted, call: Callable[[], _T], tick: Callable[[], None], stage: Stage) -> _T:
    """The result of one of the test's blocking methods, with progress and, ten times a second, a call of `tick`.

    Where it takes too long its thread is left behind: nothing can stop it but the end of the process.

    Raises:
        Unavailable: As the method raised it, or it took too long.
    """
    thread = _Call(call)
    begun = time.monotonic()
    thread.start()
    while thread.is_alive():
        elapsed = time.monotonic() - begun
        if elapsed > stage.limit:
            raise test.explain(Fault.TIMEOUT, f"{stage.text.words}: over {stage.limit:g} s")
        if context.concluded:
            test.stop()
        done = min(elapsed / stage.seconds, 1.0)
        context.progress(stage.begins + done * (stage.ends - stage.begins), stage.text)
        thread.join(_SAMPLE_SECONDS)
        tick()
    return thread.result()


class _Call(threading.Thread, Generic[_T]):
    """A call in a thread of its own, which does not keep the process from ending."""

    def __init__(self, call: Callable[[], _T]) -> None:
        super().__init__(daemon=True)
        self._call = call
        self._returned: list[_T] = []
        self._raised: Unavailable | None = None

    def run(self) -> None:
        try:
            self._returned.append(self._call())
        except Unavailable as missing:
            self._raised = missing

    def result(self) -> _T:
        """What the call returned.

        Raises:
            Unavailable: As the call raised it.
            RuntimeError: The call broke; its traceback went to stderr.
        """
        if self._raised:
            raise self._raised
        if not self._returned:
            raise RuntimeError("The speed test broke; see the log.")
        return self._returned[0]
