"""What is installed on this machine: found at once, described by other processes where that is not known already."""

import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from deskready import sources
from deskready.core import registry
from deskready.core.declare.catalogue import Catalogue, settle
from deskready.core.declare.check_info import Found, Source
from deskready.core.declare.metric import Metric
from deskready.core.declare.sheet import Sheet
from deskready.core.errors import UsageError
from deskready.desk.circumstances import circumstances, place
from deskready.store.described import Dated, keep_described, read_described
from deskready.store.paths import config_dir

if TYPE_CHECKING:
    from deskready.engine.describe.survey import Survey


class Installed:
    """Looks at once; `catalogue` waits for the answer. Where all is known from an earlier start, no process is started.

    Args:
        doubting: Whether what could not be used an hour ago, or since, is looked at again.
    """

    def __init__(self, *, doubting: bool = False) -> None:
        self._found = _find()
        self._circumstances = circumstances()
        self._known = read_described(place(), self._circumstances, failures=not doubting)
        self._catalogue: Catalogue | None = None
        self._error: BaseException | None = None
        unknown = [source for source in self._found.sources if source not in self._known]
        self._thread: threading.Thread | None = None
        if unknown:
            from deskready.engine.describe.survey import Survey  # most starts do without

            self._thread = threading.Thread(target=self._describe, args=(Survey(unknown), unknown), daemon=True)
            self._thread.start()
        else:
            self._settle()

    @property
    def ready(self) -> bool:
        """Whether `catalogue` answers without waiting."""
        return self._thread is None or not self._thread.is_alive()

    def catalogue(self) -> Catalogue:
        """Every usable check, and every one that is not. Blocks until all are described, some seconds at worst."""
        if self._thread is not None:
            self._thread.join()
        if self._error is not None:
            raise self._error
        assert self._catalogue is not None
        return self._catalogue

    def _describe(self, survey: "Survey", unknown: list[Source]) -> None:
        try:
            now = time.time()
            self._known |= {source: Dated(sheet, now) for source, sheet in zip(unknown, survey.result(), strict=True)}
            self._settle()
            self._keep({source for source, lasts in zip(unknown, survey.lasting(), strict=True) if not lasts})
        except BaseException as error:  # noqa: BLE001 - carried to the thread that asks
            self._error = error

    def _settle(self) -> None:
        sheets: list[Sheet] = [self._known[source].sheet for source in self._found.sources]
        infos = [info for sheet in sheets for info in sheet.infos]
        problems = [problem for sheet in sheets for problem in sheet.problems]
        self._catalogue = settle(infos, [*self._found.problems, *problems])

    def _keep(self, passing: set[Source]) -> None:
        """Keeps what was described, as far as it still is what was looked at when it was looked for."""
        still = {source for source in _find().sources if source.stamp and source not in passing}
        if circumstances() == self._circumstances:
            keep_described(
                place(), self._circumstances, {source: self._known[source] for source in still & self._known.keys()}
            )


def _find() -> Found:
    """What every kind of source holds."""
    config = _config()
    found = [source.find(config) for source in registry.modules(sources)]
    return Found([each for kind in found for each in kind.sources], [each for kind in found for each in kind.problems])


def _config() -> Path | None:
    try:
        return config_dir()
    except UsageError:  # where it matters, whoever reads the settings tells it
        return None


def metrics_of(catalogue: Catalogue) -> Mapping[str, Metric]:
    """Every metric that an installed check declares, by id."""
    return {metric.id: metric for info in catalogue.checks for metric in info.metrics}
