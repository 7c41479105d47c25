"""What the options that a check declares have to keep, and their words made harmless."""

import re

from msgspec import structs

from deskready.core.clean import clean
from deskready.core.declare.check import SENTENCE_LIMIT
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Kind, Metric
from deskready.core.declare.option import FOLLOWED, SERVED, UNCERTAINTY, Option
from deskready.core.declare.policy import Policy
from deskready.core.declare.unit import Value
from deskready.core.errors import CheckError, UsageError
from deskready.core.words.foreign import from_check
from deskready.core.words.text import Text

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
        raise CheckError(f"{name}.options must be a tuple of Option, no name twice.")
    policies = [option.policy for option in options if option.policy is not None]
    if len({policy.name for policy in policies}) != len(policies):
        raise CheckError(f"{name}.options: a policy has one option, and a name of its own.")
    for option in options:
        if not _OPTION_NAME.fullmatch(option.name):
            raise CheckError(f"{name}.options: {clean(option.name)!r} must be one lower-case word.")
        if option.policy is not None:
            _verify_policy(option, option.policy, f"{name}.options", options)
        else:
            _verify_default(option, f"{name}.options: the default of {option.name}")  # no words: for the check's author
        if option.follows:
            _verify_follows(option, name, metrics)
        if option.served and (option.served not in SERVED or option.kind is not Kind.TEXT):
            raise CheckError(f"{name}.options: {option.name} is a text for one of {', '.join(SERVED)}, or not served.")
        if option.learned:
            _verify_learned(option, f"{name}.options: {option.name}")


def cleaned(option: Option[Value]) -> Option[Value]:
    """The option with every text for people made harmless."""
    policy = option.policy and structs.replace(
        option.policy,
        question=from_check(option.policy.question),
        explanation=from_check(option.policy.explanation, SENTENCE_LIMIT),
        link=clean(option.policy.link),
    )
    return structs.replace(option, help=from_check(option.help), blank=from_check(option.blank), policy=policy)


def _verify_default(option: Option[Value], where: str) -> None:
    try:
        option.accept(option.default, where)
    except UsageError as error:
        raise CheckError(error.message, error.remedy) from error


def _verify_policy(option: Option[Value], policy: Policy, where: str, options: tuple[Option[Value], ...]) -> None:
    if option.default is not False:
        raise CheckError(f"{where}: the default of {option.name} must be False: nobody has agreed to a policy before.")
    if not _OPTION_NAME.fullmatch(policy.name) or policy.name in set(Consent):
        raise CheckError(
            f"{where}: a policy's name must be one lower-case word of its own, not {clean(policy.name)!r}."
        )
    texts = (policy.question, policy.explanation, policy.link)
    if not all(isinstance(text, Text | str) and text for text in texts) or not policy.link.startswith("https://"):
        raise CheckError(f"{where}: the policy {policy.name} needs a question, an explanation and an https link.")
    if not set(policy.where) <= {other.name for other in options if other is not option}:
        raise CheckError(f"{where}: the policy {policy.name} depends on something that is no other option.")


def _verify_follows(option: Option[Value], name: str, metrics: tuple[Metric, ...]) -> None:
    metric_id, _, limit = option.follows.partition(" ")
    numbers = {metric.id for metric in metrics if metric.kind is Kind.NUMBER}
    if metric_id not in numbers or limit not in FOLLOWED or option.kind is not Kind.NUMBER:
        raise CheckError(
            f"{name}.options: {option.name} must be a number and follow a limit of one of the check's own, "
            "such as 'area.name minimum'."
        )


def _verify_learned(option: Option[Value], where: str) -> None:
    part = option.learned.partition(" ")[2]
    taught = part in ("", UNCERTAINTY) and not (part and option.kind is not Kind.NUMBER)
    if not taught or option.policy is not None or option.follows:
        raise CheckError(f"{where} is learned from a metric, or a number from its {UNCERTAINTY}; from nothing else.")
