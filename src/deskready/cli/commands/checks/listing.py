"""`deskready checks`: every check that is installed, and every one that cannot be used."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from msgspec import to_builtins

from deskready.cli import output
from deskready.cli.exit_code import ExitCode
from deskready.cli.found import installed
from deskready.core.declare.unit import Unit, show_value
from deskready.core.words.message import message, row, text
from deskready.core.words.say import say
from deskready.core.words.text import Text, text_of, typed

if TYPE_CHECKING:
    from deskready.core.declare.catalogue import Catalogue
    from deskready.core.declare.check_info import CheckInfo, Problem
    from deskready.core.declare.metric import Metric
    from deskready.core.declare.option import Option
    from deskready.core.declare.unit import Value

_CHECK = message("checks.check", "{id}: {title} ({source})")
_MEASURES = message("checks.measures", "measures {metric}")
_HAS_OPTION = message("checks.has-option", "option {option}")
_NOTHING = text("checks.nothing", "No check is installed.")
_UNUSABLE = message("checks.unusable", "{name} ({source}) cannot be used: {reason}")
_METRIC = message("checks.metric", "{id}: {label}")
_IN_UNIT = message("checks.in-unit", "{metric} in {unit}")
_HIGHER = text("checks.higher", "higher is better")
_LOWER = text("checks.lower", "lower is better")
_POLICY = message("checks.policy", "{name}: {help} Set by {option} {policy}; policy: {link}")
_OPTION = message("checks.option", "{name} = {default}: {help}")
_AT_LEAST = message("checks.at-least", "at least {limit}")
_AT_MOST = message("checks.at-most", "at most {limit}")
_ONE_OF = message("checks.one-of", "one of {choices}")
_NOTED = message("checks.noted", "{said} ({note})")
_FOLLOWS = message("checks.follows", "unless set, the profile's: {limit}")


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
    found = {name: _plain(to_builtins(getattr(info, name))) for name in names}
    found |= {"uses": sorted(info.uses), "consent": sorted(info.consent)}
    return found | {"package": info.origin.package, "version": info.origin.version}


def _plain(content: Any) -> Any:
    """What scripts get: of a text its English words."""
    if isinstance(content, dict) and content.get("type") == "text":
        return content.get("words", "")
    if isinstance(content, dict):
        return {name: _plain(value) for name, value in content.items()}
    return [_plain(value) for value in content] if isinstance(content, list | tuple) else content


def _problem(problem: "Problem") -> dict[str, Any]:
    origin = problem.origin
    return {
        "name": origin.name,
        "check": problem.check,
        "package": origin.package,
        "version": origin.version,
        "reason": text_of(problem.reason).words,
    }


def _lines(catalogue: "Catalogue") -> Iterator[str]:
    from deskready.cli.layout import block

    for info in catalogue.checks:
        yield from block(say(_CHECK(id=typed(info.id), title=info.title, source=info.origin.source)))
        yield from block(say(info.summary), 2)
        for metric in info.metrics:
            yield from block(say(_MEASURES(metric=_metric(metric))), 2)
        for option in info.options:
            yield from block(say(_HAS_OPTION(option=_option(option))), 2)
        yield ""
    for problem in catalogue.problems:
        yield from block(say(unusable(problem)))
    if not catalogue.checks:
        yield say(_NOTHING)


def unusable(problem: "Problem") -> Text:
    """Why an installed check cannot be used, in one line."""
    origin = problem.origin
    return _UNUSABLE(name=typed(origin.name), source=origin.source, reason=text_of(problem.reason))


def _metric(metric: "Metric") -> Text:
    label = _METRIC(id=typed(metric.id), label=text_of(metric.label))
    unit = _IN_UNIT(metric=label, unit=typed(metric.unit.value)) if metric.unit.value else label
    better = {"higher": (_HIGHER,), "lower": (_LOWER,)}.get(metric.better, ())
    return row(unit, *better)


def _option(option: "Option[Value]") -> Text:
    name, about = typed(option.name), text_of(option.help)
    if option.policy is not None:
        policy, link = typed(option.policy.name), typed(option.policy.link)
        return _POLICY(name=name, help=about, option=typed("--accept"), policy=policy, link=link)
    default = typed(show_value(option.default, Unit.NONE) or '""')  # as it is typed, in every language
    described = _OPTION(name=name, default=default, help=about)
    notes = [
        *([_AT_LEAST(limit=typed(f"{option.minimum:g}"))] if option.minimum is not None else []),
        *([_AT_MOST(limit=typed(f"{option.maximum:g}"))] if option.maximum is not None else []),
        *([_ONE_OF(choices=row(*map(typed, option.choices)))] if option.choices else []),
    ]
    described = _NOTED(said=described, note=row(*notes)) if notes else described
    return _NOTED(said=described, note=_FOLLOWS(limit=typed(option.follows))) if option.follows else described
