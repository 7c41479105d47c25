"""What a rating means to people, by the classes of ITU-T G.109."""

from deskready_checks.internet.call.emodel import impairments
from deskready_checks.internet.call.playout import Playout

CLASSES = (
    (90.0, "best", "Customers would hear you clearly."),
    (80.0, "high", "Customers would hear you well."),
    (70.0, "medium", "Most customers would hear you well; some would notice flaws."),
    (60.0, "low", "Many customers would have trouble hearing you."),
    (0.0, "poor", "Customers could hardly talk with you."),
)
"""The lowest R of each class, its name, and what it means. Below 60 G.109 advises against connections at all."""
_FINE = 80.0


def quality_class(r: float) -> str:
    """The name of the class: best, high, medium, low or poor."""
    return next(name for lowest, name, _ in CLASSES if r >= lowest)


def meaning(r: float, playout: Playout) -> str:
    """What a call with this rating would be like and, unless it is fine, why."""
    words = next(words for lowest, _, words in CLASSES if r >= lowest)
    return words if r >= _FINE else f"{words} {_cause(playout)}"


def _cause(playout: Playout) -> str:
    """What takes away most."""
    found = impairments(playout.delay_ms, playout.missing_percent, playout.burst)
    if found.ie_eff < found.idte + found.idle + found.idd:
        return "Voices arrive so late that both sides start talking at once."
    if playout.late > playout.lost:
        return "Parts of words are missing because many packets come too late to be played."
    return "Parts of words are missing because packets get lost."
