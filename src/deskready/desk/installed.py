"""What is installed on this machine: found at once, described by child processes, settled into a catalogue."""

import threading
from collections.abc import Mapping

from deskready import sources
from deskready.core import registry
from deskready.core.declare.catalogue import Catalogue, settle
from deskready.core.declare.check_info import Found
from deskready.core.declare.metric import Metric
from deskready.engine.describe.describer import Describer
from deskready.engine.describe.survey import Survey
from deskready.store.paths import config_dir


class Installed:
    """Begins to look at once, in a thread of its own; `catalogue` waits for the answer.

    Args:
        begun: The process that describes checks, where it has been started already.
    """

    def __init__(self, begun: Describer | None = None) -> None:
        config = config_dir()
        found: list[Found] = [source.find(config) for source in registry.modules(sources)]
        self._problems = [problem for each in found for problem in each.problems]
        self._survey = Survey([origin for each in found for origin in each.origins], begun=begun)
        self._catalogue: Catalogue | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._settle, daemon=True)
        self._thread.start()

    @property
    def ready(self) -> bool:
        """Whether `catalogue` answers without waiting."""
        return not self._thread.is_alive()

    def catalogue(self) -> Catalogue:
        """Every usable check, and every one that is not. Blocks until all are described, some seconds at worst."""
        self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._catalogue is not None
        return self._catalogue

    def _settle(self) -> None:
        try:
            infos, problems = self._survey.result()
            self._catalogue = settle(infos, [*self._problems, *problems])
        except BaseException as error:  # noqa: BLE001 - carried to the thread that asks
            self._error = error


def metrics_of(catalogue: Catalogue) -> Mapping[str, Metric]:
    """Every metric that an installed check declares, by id."""
    return {metric.id: metric for info in catalogue.checks for metric in info.metrics}
