"""What the checks that are installed here measure: what profiles are compared with."""

from collections.abc import Mapping

from deskready.cli.found import installed
from deskready.core.declare.metric import Metric
from deskready.desk.installed import metrics_of


def installed_metrics() -> Mapping[str, Metric]:
    """Every metric, by its id."""
    return metrics_of(installed().catalogue())
