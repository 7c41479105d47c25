"""The E-model of ITU-T G.107 (06/2015), narrowband: from delay and loss to the rating factor R and to MOS.

Its default values are used throughout, and the default delay sensitivity class (sT = 1, mT = 100 ms): conversation.
Levels are in dBm0 or dBm0p, delays in ms. The names are the Recommendation's.
"""

from dataclasses import dataclass
from functools import cache
from math import exp, log, log10, sqrt

from deskready_checks.internet.call.codec import G711, Codec

SLR, RLR = 8.0, 2.0
"""Send and receive loudness rating, dB."""
STMR, DS, DR = 15.0, 3.0, 3.0
"""Sidetone masking rating, and the D-values of telephone at the send and the receive side, dB."""
TELR, WEPL = 65.0, 110.0
"""Talker echo loudness rating and weighted echo path loss, dB."""
QDU = 1.0
"""Quantization distortion units."""
NC, NFOR = -70.0, -64.0
"""Circuit noise referred to the 0 dBr point, and noise floor at the receive side."""
PS, PR = 35.0, 35.0
"""Room noise at the send and the receive side, dB(A)."""
MT, ST = 100.0, 1.0
"""Minimum perceivable delay, ms, and delay sensitivity: the default class."""
_OLR = SLR + RLR


@dataclass(frozen=True)
class Impairments:
    """What takes away from the rating, clause 3; each a number of points on the R scale."""

    ro: float
    """Basic signal-to-noise ratio: what there is to take from."""
    i_s: float
    """Simultaneous impairment: loudness, sidetone, quantization."""
    idte: float
    """Talker echo."""
    idle: float
    """Listener echo."""
    idd: float
    """Too long absolute delay."""
    ie_eff: float
    """Equipment: the codec, and lost packets."""

    @property
    def r(self) -> float:
        """The rating factor, equation 1, with advantage factor A = 0; below 0 on lines on which nobody can talk."""
        return self.ro - self.i_s - self.idte - self.idle - self.idd - self.ie_eff


def impairments(delay_ms: float, loss_percent: float = 0.0, burst: float = 1.0, codec: Codec = G711) -> Impairments:
    """All impairments of a connection over a packet network.

    Args:
        delay_ms: Ta, the absolute delay from mouth to ear. Echo paths follow it: T = Ta and Tr = 2 Ta.
        loss_percent: Ppl, the packets that were not played, 0 to 100.
        burst: BurstR, at least 1; 1 for losses that do not hang together.
        codec: Supplies Ie and Bpl.
    """
    return Impairments(
        ro=_ro(),
        i_s=_simultaneous(delay_ms),
        idte=_talker_echo(delay_ms),
        idle=_listener_echo(2 * delay_ms),
        idd=_absolute_delay(delay_ms),
        ie_eff=codec.ie + (95 - codec.ie) * loss_percent / (loss_percent / burst + codec.bpl)
        if loss_percent
        else codec.ie,
    )


def rating(delay_ms: float, loss_percent: float = 0.0, burst: float = 1.0, codec: Codec = G711) -> float:
    """R of a connection, from 0: below, G.107 says nothing. Arguments as of `impairments`."""
    return max(impairments(delay_ms, loss_percent, burst, codec).r, 0.0)


def mos(r: float) -> float:
    """The mean opinion score, 1 to 4.5, that belongs to a rating: Annex B, equation B-4.

    Below R = 6.5 the Recommendation's cubic dips under 1, the worst score there is; here it does not.
    """
    if r <= 0:
        return 1.0
    if r >= 100:
        return 4.5
    return max(1.0, 1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6)


@cache
def _noise() -> float:
    """No, the sum of all noises at the 0 dBr point: equations 4 to 7."""
    nos = PS - SLR - DS - 100 + 0.004 * (PS - _OLR - DS - 14) ** 2
    pre = PR + 10 * log10(1 + 10 ** ((10 - (STMR + DR)) / 10))
    nor = RLR - 121 + pre + 0.008 * (pre - 35) ** 2
    return 10 * log10(sum(10 ** (level / 10) for level in (NC, nos, nor, NFOR + RLR)))


@cache
def _ro() -> float:
    """Ro: equation 3."""
    return 15 - 1.5 * (SLR + _noise())


def _simultaneous(t: float) -> float:
    """Is for a mean one-way delay of the echo path: equations 8 to 15."""
    xolr = _OLR + 0.2 * (64 + _noise() - RLR)
    iolr: float = 20 * ((1 + (xolr / 8) ** 8) ** (1 / 8) - xolr / 8)
    q = 37 - 15 * log10(QDU)
    g = 1.07 + 0.258 * q + 0.0602 * q**2
    iq = 15 * log10(1 + 10 ** ((_ro() - 100) / 15 + 46 / 8.4 - g / 9) + 10 ** (46 / 30 - g / 40))
    return iolr + _sidetone(t) + iq


def _sidetone(t: float) -> float:
    """Ist: equations 10 and 11."""
    stmro = -10 * log10(10 ** (-STMR / 10) + exp(-t / 4) * 10 ** (-TELR / 10))
    ist: float = (
        12 * (1 + ((stmro - 13) / 6) ** 8) ** (1 / 8)
        - 28 * (1 + ((stmro + 1) / 19.4) ** 35) ** (1 / 35)
        - 13 * (1 + ((stmro - 3) / 33) ** 13) ** (1 / 13)
        + 29
    )
    return ist


def _talker_echo(t: float) -> float:
    """Idte for a mean one-way delay of the echo path: equations 17 to 21, the case of 9 <= STMR <= 20 dB."""
    if t < 1:
        return 0.0
    terv = TELR - 40 * log10((1 + t / 10) / (1 + t / 150)) + 6 * exp(-0.3 * t**2)
    roe = -1.5 * (_noise() - RLR)
    half = (roe - (80 + 2.5 * (terv - 14))) / 2
    return (half + sqrt(half**2 + 100) - 1) * (1 - exp(-t))


def _listener_echo(tr: float) -> float:
    """Idle for a round-trip delay of the echo path: equations 25 and 26."""
    half: float = (_ro() - 10.5 * (WEPL + 7) * (tr + 1) ** -0.25) / 2
    return half + sqrt(half**2 + 169)


def _absolute_delay(ta: float) -> float:
    """Idd for an absolute delay: equations 27 and 28."""
    if ta <= MT:
        return 0.0
    x = log(ta / MT) / log(2)
    power = 6 * ST
    idd: float = 25 * ((1 + x**power) ** (1 / power) - 3 * (1 + (x / 3) ** power) ** (1 / power) + 2)
    return idd
