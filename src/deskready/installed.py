"""What is installed on this machine: found at once, described by child processes, settled into a catalogue."""

from collections.abc import Mapping

from deskready.core.metric import Metric
from deskready.core.registry import Catalogue, in_folder, registered, settle
from deskready.engine.survey import Survey
from deskready.store.paths import checks_dir


class Installed:
    """Begins to look at once; `catalogue` waits for the answer."""

    def __init__(self) -> None:
        origins, self._problems = in_folder(checks_dir())
        self._survey = Survey([*registered(), *origins])
        self._catalogue: Catalogue | None = None

    def catalogue(self) -> Catalogue:
        """Every usable check, and every one that is not. Blocks until all are described, some seconds at worst."""
        if self._catalogue is None:
            infos, problems = self._survey.result()
            self._catalogue = settle(infos, [*self._problems, *problems])
        return self._catalogue


def metrics_of(catalogue: Catalogue) -> Mapping[str, Metric]:
    """Every metric that an installed check declares, by id."""
    return {metric.id: metric for info in catalogue.checks for metric in info.metrics}
