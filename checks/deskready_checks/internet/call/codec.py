"""Codecs, as the E-model sees them: what they cost by themselves, and how they bear lost packets."""

from typing import NamedTuple


class Codec(NamedTuple):
    """A codec on the narrowband scale of ITU-T G.107."""

    name: str
    """For who reads a table of them; no check shows it."""
    ie: float
    """Ie: equipment impairment without loss, points on the R scale."""
    bpl: float
    """Bpl: packet-loss robustness; the higher, the better it bears loss."""
    source: str
    """Where the two numbers come from."""
    estimate: bool = False
    """Whether nobody has published them: a guess, always to be labelled as one."""


G711 = Codec(  # no words: no check shows it
    "G.711 with packet-loss concealment", 0.0, 25.1, "ITU-T G.113 (Appendix I), with G.711 Appendix I"
)
"""The codec of the headline: every telephone system speaks it, and its numbers are published."""
G711_PLAIN = Codec(  # no words: no check shows it
    "G.711 without packet-loss concealment", 0.0, 4.3, "ITU-T G.113, Appendix I"
)
G729A = Codec(  # no words: no check shows it
    "G.729A with voice activity detection", 11.0, 19.0, "ITU-T G.113, Appendix I"
)
OPUS_GOOD = Codec(  # no words: no check shows it
    "Opus, at best", 5.0, 20.0, "no published value: the kindest guess in use", estimate=True
)
OPUS = Codec(  # no words: no check shows it
    "Opus", 7.6, 15.0, "no published value: the middle of the guesses in use", estimate=True
)
OPUS_BAD = Codec(  # no words: no check shows it
    "Opus, at worst", 10.2, 10.0, "no published value: the harshest guess in use", estimate=True
)

CODECS = (G711, G711_PLAIN, G729A, OPUS_GOOD, OPUS, OPUS_BAD)
"""Every codec known here. Only those of one scale stand together: wideband and fullband values are another scale."""
