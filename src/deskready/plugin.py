"""The public API for authors of checks: everything a check may import, and nothing else."""

from deskready.core.check import Check, Consent, Context, Declined, Question, Unavailable, Use
from deskready.core.metric import Better, Gap, Kind, Measurement, Metric, Privacy
from deskready.core.option import Option
from deskready.core.policy import Policy
from deskready.core.text import clean
from deskready.core.unit import Unit, Value

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
    "Unavailable",
    "Unit",
    "Use",
    "Value",
    "clean",
]
