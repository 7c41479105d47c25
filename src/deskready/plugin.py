"""The public API for authors of checks: everything a check may import, and nothing else."""

from deskready.core.clean import clean
from deskready.core.declare.cause import Cause
from deskready.core.declare.check import Check, Context, Declined, Question, Unavailable
from deskready.core.declare.consent import Consent
from deskready.core.declare.metric import Better, Gap, Kind, Measurement, Metric
from deskready.core.declare.option import Option
from deskready.core.declare.policy import Policy
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.teaching import Teaching
from deskready.core.declare.unit import Unit, Value
from deskready.core.declare.use import Use
from deskready.core.words.message import counted, message, row, sentences, text
from deskready.core.words.text import By, Name, Part, Quantity, Row, Text, Words

__all__ = [
    "Better",
    "By",
    "Cause",
    "Check",
    "Consent",
    "Context",
    "Declined",
    "Gap",
    "Kind",
    "Measurement",
    "Metric",
    "Name",
    "Option",
    "Part",
    "Policy",
    "Privacy",
    "Quantity",
    "Question",
    "Row",
    "Teaching",
    "Text",
    "Unavailable",
    "Unit",
    "Use",
    "Value",
    "Words",
    "clean",
    "counted",
    "message",
    "row",
    "sentences",
    "text",
]
