"""`deskready checks`: every check that is installed, and every one that cannot be used."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from deskready.cli import output
from deskready.cli.exit_code import ExitCode
from deskready.cli.found import installed

if TYPE_CHECKING:
    from deskready.core.declare.catalogue import Catalogue
    from deskready.core.declare.check_info import CheckInfo, Problem
    from deskready.core.declare.metric import Metric
    from deskready.core.declare.option import Option
    from deskready.core.declare.unit import Value


def run(as_json: bool) -> int:
    """Prints the catalogue; an unusable check is no error of this command."""
    catalogue = installed().catalogue()
    if as_json:
        from deskready.cli import data

        output.write(data.as_json(_catalogue(catalogue)))
    else:
        output.write("\n".join(_lines(catalogue)).rstrip("\n") + "\n")
    return ExitCode.OK


def _catalogue(catalogue: "Catalogue") -> dict[str, Any]:
    return {
        "checks": [_check(info) for info in catalogue.checks],
        "problems": [_problem(problem) for problem in catalogue.problems],
    }


def _check(info: "CheckInfo") -> dict[str, Any]:
    names = ("id", "title", "summary", "why", "default", "typical_seconds", "limit_seconds", "metrics", "options")
    found = {name: getattr(info, name) for name in names}
    found |= {"uses": sorted(info.uses), "consent": sorted(info.consent)}
    return found | {"package": info.origin.package, "version": info.origin.version}


def _problem(problem: "Problem") -> dict[str, Any]:
    origin = problem.origin
    return {"name": origin.name, "package": origin.package, "version": origin.version, "reason": problem.reason}


def _lines(catalogue: "Catalogue") -> Iterator[str]:
    from deskready.cli.layout import block
    from deskready.core.words.wording import unusable

    for info in catalogue.checks:
        source = f"{info.origin.package} {info.origin.version}".strip()
        yield from block(f"{info.id}: {info.title} ({source})")
        yield from block(info.summary, 2)
        for metric in info.metrics:
            yield from block(f"measures {_describe_metric(metric)}", 2)
        for option in info.options:
            yield from block(f"option {_describe_option(option)}", 2)
        yield ""
    for problem in catalogue.problems:
        yield from block(unusable(problem))
    if not catalogue.checks:
        yield "No check is installed."


def _describe_metric(metric: "Metric") -> str:
    better = {"higher": ", higher is better", "lower": ", lower is better"}.get(metric.better, "")
    unit = f" in {metric.unit.value}" if metric.unit.value else ""
    return f"{metric.id}: {metric.label}{unit}{better}"


def _describe_option(option: "Option[Value]") -> str:
    from deskready.core.declare.unit import Unit, show_value

    limits = (("at least", option.minimum), ("at most", option.maximum))
    bounds = [f"{words} {limit:g}" for words, limit in limits if limit is not None]
    choices = [f"one of {', '.join(option.choices)}"] if option.choices else []
    notes = f" ({', '.join(bounds + choices)})" if bounds or choices else ""
    default = show_value(option.default, Unit.NONE) or '""'
    if option.policy is not None:
        return f"{option.name}: {option.help} Set by --accept {option.policy.name}; policy: {option.policy.link}"
    if option.follows:
        notes += f" (unless set, the profile's: {option.follows})"
    return f"{option.name} = {default}: {option.help}{notes}"
