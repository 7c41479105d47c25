"""One provider in use: found, loaded in each direction, and what went wrong said in a person's words."""

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from deskready.plugin import Name, Privacy, Quantity, Text, Unavailable, Unit, message
from deskready_checks.internet.load.course import LEAST_SECONDS
from deskready_checks.internet.load.engine import Loaded, run_load
from deskready_checks.internet.load.explain import explain
from deskready_checks.internet.load.fault import Fault
from deskready_checks.internet.load.interface import Direction, Trouble
from deskready_checks.internet.load.meter import Meter
from deskready_checks.internet.load.mode import Mode, Need, plan
from deskready_checks.internet.load.pace import Pace
from deskready_checks.internet.load.result import Result, result
from deskready_checks.internet.probe.names import Names, look_at_names
from deskready_checks.internet.providers.admission import Admission
from deskready_checks.internet.providers.interface import Endpoint, NativeProvider

if TYPE_CHECKING:
    from deskready_checks.internet.providers.choice import AnyProvider
_AGAIN = message("internet.providers.again", "{fault}, again in {time}")
_SAID = message("internet.providers.said", "{provider}: {method}")
_BY_ADDRESS = (Fault.UNREACHABLE, Fault.TIMEOUT, Fault.CERTIFICATE, Fault.UNTRUSTED, Fault.SILENT, Fault.GARBAGE)
"""Faults of a connection to whatever a name was said to stand for."""


class Attempt:
    """A provider, until it is passed over.

    Args:
        provider: The provider.
        mode: What to find out.
        seconds: How long a direction may take.
        needs: What decides, each way.
        own: URL of the person's own server; "" for a service.
        meter: Counts what it takes to ask such a server for its part.

    Attributes:
        provider: Whom this measures against.
        fault: What went wrong last, or None.
        passed: Why it was passed over, in a few words; nothing while it was not.
        loaded: What came of the last transfer; None where it broke off, and where a provider measured by itself.
        least_seconds: How long the line has to be full at least where it is to be measured in full, by the rate in
            Mbit/s.
        own: Whether the server is the person's own.
    """

    def __init__(
        self,
        provider: "AnyProvider",
        mode: Mode,
        seconds: float,
        needs: dict[Direction, Need],
        *,
        own: str,
        meter: Meter,
    ) -> None:
        self.provider = provider
        self.fault: Fault | None = None
        self.passed = Text()
        self.own = bool(own)
        self.loaded: Loaded | None = None
        self.least_seconds: Callable[[float], float] = lambda _: LEAST_SECONDS
        self._mode = mode
        self._seconds = seconds
        self._needs = needs
        self._stopping = threading.Event()
        self._admission = Admission(own, meter)

    def stop(self) -> None:
        """Ends what runs: it returns what it has."""
        self._stopping.set()
        if isinstance(self.provider, NativeProvider):
            self.provider.stop()

    def explain(
        self, fault: Fault, detail: str = "", retry_after: float | None = None, variable: str = ""
    ) -> Unavailable:
        """A fault in words that fit the provider; noted as why it is passed over, should it be."""
        self.fault = fault
        self.passed = fault.value
        if retry_after is not None:
            self.passed = _AGAIN(fault=fault.value, time=Quantity(retry_after, Unit.SECOND, digits=0))
        if fault is Fault.REDIRECT and not self.own:
            fault = Fault.PORTAL
        if fault in _BY_ADDRESS and not self.own and look_at_names() is Names.MADE_UP:
            fault = Fault.PORTAL
        return explain(fault, detail, own_server=self.own, host=self.provider.host, variable=variable)

    def find(self) -> Endpoint:
        """Finds a server.

        Raises:
            Unavailable: There is none.
        """
        try:
            found = self.provider.probe()
        except Trouble as trouble:
            raise self._said(trouble) from trouble
        self._admission.begin()
        return found

    def transfer(self, direction: Direction) -> Result:
        """Measures one direction; what a provider measured by itself comes without an interval.

        Raises:
            Unavailable: It could not be measured.
        """
        self.loaded = None
        try:
            if isinstance(self.provider, NativeProvider):
                rate = self.provider.run_native(direction)
                return Result(rate, rate, rate, None, self.provider.method)
            planned = plan(self._mode, direction, self._seconds, self._needs[direction], self.provider.most_flows)
            load = self.provider.open_load(direction, Pace(planned.pace))
            loaded = run_load(load, planned.rules._replace(least_seconds=self.least_seconds), self._stopping)
        except Trouble as trouble:
            raise self._said(trouble) from trouble
        if loaded.course.ramp is None and self._stopping.is_set():
            raise self.explain(Fault.ENDED)
        self.loaded = loaded._replace(pace=planned.pace)
        found = result(self.loaded)
        return found._replace(method=_SAID(provider=Name(self.provider.title, Privacy.PUBLIC), method=found.method))

    def limited(self, direction: Direction, found: Result) -> float:
        """For which share of the transfer that came to this, 0 to 1, a server of one's own says it was the limit."""
        return self._admission.share(direction, found.high if found.least else found.rate)

    def _said(self, trouble: Trouble) -> Unavailable:
        return self.explain(trouble.fault, trouble.detail, trouble.retry_after, trouble.variable)
