"""The public API for authors of checks: everything a check may import, and nothing else."""

from deskready.core.clean import clean
from deskready.core.declare.check import Check, Consent, Context, Declined, Question, Unavailable, Use
from deskready.core.declare.metric import Better, Gap, Kind, Measurement, Metric, Privacy
from deskready.core.declare.option import Option
from deskready.core.declare.policy import Policy
from deskready.core.declare.teaching import Teaching
from deskready.core.declare.unit import Unit, Value

__all__ = [
    "Better",
    "Check",
    "Consent",
    "Context",
    "Declined",
    "Gap",
    "Kind",
    "Measurement",
    "Metric",
    "Option",
    "Policy",
    "Privacy",
    "Question",
    "Teaching",
    "Unavailable",
    "Unit",
    "Use",
    "Value",
    "clean",
]
