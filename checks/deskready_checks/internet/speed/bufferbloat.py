"""What a full line's queues do to a call, in words that are in use: a grade, and round trips a minute."""

from deskready.plugin import Name, Privacy, Text, message, row, text

GRADES = ((5.0, "A+"), (30.0, "A"), (60.0, "B"), (200.0, "C"), (400.0, "D"))
"""Each grade, and the increase of the round trip in ms that is too much for it; from the last on it is F.

The bands of dslreports.com (faq 17930), which 8x8's Network Utility uses too.
"""
_WORST = "F"
BANDS = (
    (6000.0, text("internet.responsiveness.excellent", "excellent")),
    (1000.0, text("internet.responsiveness.good", "good")),
    (300.0, text("internet.responsiveness.fair", "fair")),
)
"""Round trips a minute from which on the word holds (draft-ietf-ippm-responsiveness-09); below the last it is poor."""
_POOR = text("internet.responsiveness.poor", "poor")
_RANGE = message("internet.bufferbloat.range", "{grade} ({best} to {worst})")


def grade(increase_ms: float) -> str:
    """The grade of an increase of the round trip: A+, A, B, C, D or F."""
    return next((name for limit, name in GRADES if increase_ms < limit), _WORST)


def grades(low_ms: float, value_ms: float, high_ms: float) -> Text:
    """The grade of an increase; where its interval holds others, with the best and the worst of them."""
    best, found, worst = (Name(grade(increase), Privacy.PUBLIC) for increase in (low_ms, value_ms, high_ms))
    return row(found) if best == worst else _RANGE(grade=found, best=best, worst=worst)


def responsiveness(latency_ms: float) -> float:
    """Round trips that fit into a minute one after the other.

    Args:
        latency_ms: Of one; above 0.
    """
    return 60_000 / latency_ms


def responsiveness_word(round_trips: float) -> Text:
    """What so many round trips a minute are called: poor, fair, good or excellent."""
    return next((word for limit, word in BANDS if round_trips >= limit), _POOR)
