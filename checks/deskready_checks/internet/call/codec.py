"""Codecs, as the E-model sees them: what they cost by themselves, and how they bear lost packets."""

from typing import NamedTuple


class Codec(NamedTuple):
    """A codec on the narrowband scale of ITU-T G.107."""

    ie: float
    """Ie: equipment impairment without loss, points on the R scale."""
    bpl: float
    """Bpl: packet-loss robustness; the higher, the better it bears loss."""


G711 = Codec(0.0, 25.1)
"""G.711 with packet-loss concealment (G.711 Appendix I), as ITU-T G.113, Appendix I has it.

The codec of the headline: every telephone system speaks it, and its numbers are published.
"""
OPUS_GOOD = Codec(5.0, 20.0)
"""Opus at best: nobody has published numbers, and these are the kindest guess in use. Always labelled as a guess."""
OPUS = Codec(7.6, 15.0)
"""Opus: the middle of the guesses in use."""
OPUS_BAD = Codec(10.2, 10.0)
"""Opus at worst: the harshest of them."""
