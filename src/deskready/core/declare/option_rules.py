"""What the options that a check declares have to keep, and their words made harmless."""

import re

from msgspec import structs

from deskready.core.clean import clean
from deskready.core.declare import contract
from deskready.core.declare.check import SENTENCE_LIMIT
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Kind, Metric
from deskready.core.declare.option import FOLLOWED, SERVED, UNCERTAINTY, Option
from deskready.core.declare.policy import Policy
from deskready.core.declare.unit import Value
from deskready.core.errors import CheckError, UsageError
from deskready.core.words.foreign import from_check
from deskready.core.words.message import row
from deskready.core.words.text import Name, Text, typed

_OPTION_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")


def verify_options(name: str, options: tuple[Option[Value], ...], metrics: tuple[Metric, ...]) -> None:
    """Looks at each option of a check.

    Args:
        name: What the check's class is called, for the message.
        options: Its options.
        metrics: Its metrics.

    Raises:
        CheckError: One breaks the contract; the message names it.
    """
    if not all(isinstance(option, Option) for option in options) or len({o.name for o in options}) != len(options):
        raise CheckError(contract.NO_OPTIONS(attribute=typed(f"{name}.options"), type=typed("Option")))
    place = typed(f"{name}.options")
    policies = [option.policy for option in options if option.policy is not None]
    if len({policy.name for policy in policies}) != len(policies):
        raise CheckError(contract.POLICY_TWICE(place=place))
    for option in options:
        if not _OPTION_NAME.fullmatch(option.name):
            raise CheckError(contract.OPTION_NAME(place=place, name=typed(repr(clean(option.name)))))
        if option.policy is not None:
            _verify_policy(option, option.policy, place, options)
        else:
            _verify_default(option, contract.DEFAULT_OF(place=place, option=typed(option.name)))
        if option.follows:
            _verify_follows(option, place, metrics)
        if option.served and (option.served not in SERVED or option.kind is not Kind.TEXT):
            raise CheckError(
                contract.NOT_SERVED(place=place, option=typed(option.name), kinds=row(*map(typed, SERVED)))
            )
        if option.learned:
            _verify_learned(option, place)


def cleaned(option: Option[Value]) -> Option[Value]:
    """The option with every text for people made harmless."""
    policy = option.policy and structs.replace(
        option.policy,
        question=from_check(option.policy.question),
        explanation=from_check(option.policy.explanation, SENTENCE_LIMIT),
        link=clean(option.policy.link),
    )
    return structs.replace(option, help=from_check(option.help), blank=from_check(option.blank), policy=policy)


def _verify_default(option: Option[Value], where: Text) -> None:
    try:
        option.accept(option.default, where)
    except UsageError as error:
        raise CheckError(error.message, error.remedy) from error


def _verify_policy(option: Option[Value], policy: Policy, place: Name, options: tuple[Option[Value], ...]) -> None:
    if option.default is not False:
        raise CheckError(contract.POLICY_DEFAULT(place=place, option=typed(option.name), value=typed("False")))
    if not _OPTION_NAME.fullmatch(policy.name) or policy.name in set(Consent):
        raise CheckError(contract.POLICY_NAME(place=place, name=typed(repr(clean(policy.name)))))
    texts = (policy.question, policy.explanation, policy.link)
    if not all(isinstance(text, Text | str) and text for text in texts) or not policy.link.startswith("https://"):
        raise CheckError(contract.POLICY_WORDS(place=place, policy=typed(policy.name), scheme=typed("https")))
    if not set(policy.where) <= {other.name for other in options if other is not option}:
        raise CheckError(contract.POLICY_WHERE(place=place, policy=typed(policy.name)))


def _verify_follows(option: Option[Value], place: Name, metrics: tuple[Metric, ...]) -> None:
    metric_id, _, limit = option.follows.partition(" ")
    numbers = {metric.id for metric in metrics if metric.kind is Kind.NUMBER}
    if metric_id not in numbers or limit not in FOLLOWED or option.kind is not Kind.NUMBER:
        raise CheckError(
            contract.NOT_FOLLOWED(place=place, option=typed(option.name), example=typed("'area.name minimum'"))
        )


def _verify_learned(option: Option[Value], place: Name) -> None:
    part = option.learned.partition(" ")[2]
    taught = part in ("", UNCERTAINTY) and not (part and option.kind is not Kind.NUMBER)
    if not taught or option.policy is not None or option.follows:
        raise CheckError(contract.NOT_LEARNED(place=place, option=typed(option.name), part=typed(UNCERTAINTY)))
