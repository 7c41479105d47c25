"""What can be wrong with a declaration: what the person reads of a check that is installed and cannot be used."""

from deskready.core.words.message import message, text
from deskready.core.words.text import typed

NO_CHECK = message("contract.no-check", "It is not a class derived from {base}.")(base=typed("deskready.plugin.Check"))
"""Said of what is registered and is something else."""
NO_CHECK_IN_FILE = message("contract.no-check-in-file", "It defines no class derived from {base}.")(
    base=typed("deskready.plugin.Check")
)
"""Said of a single file without a check."""
NO_ATTRIBUTE = message("contract.no-attribute", "{place} has no {attribute}.")
"""Said of a module that lacks what is registered."""
NO_PYTHON = message("contract.no-python", "{file} cannot be read as Python.")
"""Said of a file that is no module."""
OTHER_ID = message("contract.other-id", "It is registered as {registered} and calls itself {id}.")
"""Said of a check whose id is not that of its entry point."""
STRANGER = text("contract.stranger", "It tells of something that it does not hold.")
"""Said of a source that speaks of another's checks."""
MISSING = message("contract.missing", "{attribute} is missing.")
"""Said of an attribute that every check has."""
WRONG_KIND = message("contract.wrong-kind", "{attribute} must be {kind}.")
"""Said of an attribute of another type."""
NO_MEMBER = message("contract.no-member", "{attribute} holds something that is no {type}.")
"""Said of a set with something strange in it."""
NO_TEXT = message("contract.no-text", "{attribute} holds something that is no text.")
"""Said of remedies that are no texts."""
NO_DOTTED = message("contract.no-dotted", "{attribute} must be dotted lower-case words such as {example}.")
"""Said of a check's id."""
NO_METRICS = message("contract.no-metrics", "{attribute} must be a tuple of at least one {type}.")
"""Said of a check that measures nothing."""
METRIC_ID = message("contract.metric-id", "{attribute}: {id} must be dotted lower-case words.")
"""Said of a metric's id."""
METRIC_KIND = message("contract.metric-kind", "{place}: {attribute} of {metric} must be {kind}.")
"""Said of a metric's attribute of another type."""
METRIC_TWICE = message("contract.metric-twice", "{attribute} names a metric twice.")
"""Said of metrics of one id."""
METRIC_UNKNOWN = message("contract.metric-unknown", "{attribute} names a metric that {metrics} does not.")
"""Said of a remedy for what is not measured."""
TOO_MANY = message("contract.too-many", "{attribute} holds more than {most}.")
"""Said of a check with too many metrics or options."""
NOT_FINITE = message("contract.not-finite", "{attribute} must be a finite number above {least}.")
"""Said of a limit."""
NOT_BETWEEN = message("contract.not-between", "{attribute} must lie between {least} and {most}.")
"""Said of a time that cannot be usual."""
NOT_MORE = message("contract.not-more", "{attribute} must be more than {least}.")
"""Said of a limit that allows nothing."""
NO_OPTIONS = message("contract.no-options", "{attribute} must be a tuple of {type}, no name twice.")
"""Said of options that are none."""
OPTION_NAME = message("contract.option-name", "{place}: {name} must be one lower-case word.")
"""Said of an option's name."""
DEFAULT_OF = message("contract.default-of", "{place}: the default of {option}")
"""Names an option's default where it does not fit."""
NOT_SERVED = message("contract.not-served", "{place}: {option} is a text for one of {kinds}, or not served.")
"""Said of an option for a server of no kind."""
NOT_FOLLOWED = message(
    "contract.not-followed",
    "{place}: {option} must be a number and follow a limit of one of the check's own, such as {example}.",
)
"""Said of an option that follows what there is not."""
NOT_LEARNED = message(
    "contract.not-learned",
    "{place}: {option} is learned from a metric, or a number from its {part}; from nothing else.",
)
"""Said of an option that is learned from what teaches nothing."""
POLICY_TWICE = message("contract.policy-twice", "{place}: a policy has one option, and a name of its own.")
"""Said of two policies of one name."""
POLICY_DEFAULT = message(
    "contract.policy-default", "{place}: the default of {option} must be {value}: nobody has agreed to a policy before."
)
"""Said of a policy that is agreed to by default."""
POLICY_NAME = message(
    "contract.policy-name", "{place}: a policy's name must be one lower-case word of its own, not {name}."
)
"""Said of a policy's name."""
POLICY_WORDS = message(
    "contract.policy-words", "{place}: the policy {policy} needs a question, an explanation and an {scheme} link."
)
"""Said of a policy that does not say what it is."""
POLICY_WHERE = message(
    "contract.policy-where", "{place}: the policy {policy} depends on something that is no other option."
)
"""Said of a policy that depends on what there is not."""
A_TEXT = text("contract.kind.text", "a text")
"""A type, for `WRONG_KIND`, as the next ones."""
A_NUMBER = text("contract.kind.number", "a number")
A_WHOLE_NUMBER = text("contract.kind.whole-number", "a whole number")
YES_OR_NO = message("contract.kind.flag", "{yes} or {no}")(yes=typed("True"), no=typed("False"))
A_SET = message("contract.kind.set", "a {set} of {type}")
A_TUPLE = message("contract.kind.tuple", "a tuple of {type}")
A_MAPPING = message("contract.kind.mapping", "a dictionary from {type} to a text")
AN_INSTANCE = message("contract.kind.instance", "a {type}")
