"""What a rating means to people, by the classes of ITU-T G.109."""

from deskready.plugin import Text, sentences, text
from deskready_checks.internet.call.emodel import impairments
from deskready_checks.internet.call.playout import Playout

CLASSES = (
    (90.0, text("g109.best", "best"), text("g109.best.means", "Customers would hear you clearly.")),
    (80.0, text("g109.high", "high"), text("g109.high.means", "Customers would hear you well.")),
    (
        70.0,
        text("g109.medium", "medium"),
        text("g109.medium.means", "Most customers would hear you well; some would notice flaws."),
    ),
    (60.0, text("g109.low", "low"), text("g109.low.means", "Many customers would have trouble hearing you.")),
    (0.0, text("g109.poor", "poor"), text("g109.poor.means", "Customers could hardly talk with you.")),
)
"""The lowest R of each class, its name, and what it means. Below 60 G.109 advises against connections at all."""
_FINE = 80.0
_LOST = text("call.lost", "Parts of words are missing because packets get lost.")
_DELAYED = text("call.delayed", "Voices arrive so late that both sides start talking at once.")
_TOO_LATE = text(
    "call.too-late",
    "Parts of words are missing because many packets come too late to be played.",
)


def quality_class(r: float) -> Text:
    """The name of the class: best, high, medium, low or poor."""
    return next(name for lowest, name, _ in CLASSES if r >= lowest)


def meaning(r: float, playout: Playout) -> Text:
    """What a call with this rating would be like and, unless it is fine, why."""
    words = next(words for lowest, _, words in CLASSES if r >= lowest)
    return words if r >= _FINE else sentences(words, _cause(playout))


def _cause(playout: Playout) -> Text:
    """What takes away most."""
    found = impairments(playout.delay_ms, playout.missing_percent, playout.burst)
    if found.ie_eff < found.idte + found.idle + found.idd:
        return _DELAYED
    if playout.late > playout.lost:
        return _TOO_LATE
    return _LOST
