"""What a customer hears, in one or two sentences."""

from deskready.plugin import Text, sentences, text
from deskready_checks.sound.voice.facts import Background, Voice

CLEAR_DB, USABLE_DB, CLEAN_DB = 20.0, 15.0, 30.0
"""Ratios of speech to noise where words change: 15 dB is the least for talk on the telephone (WHO, 1999, 4.2.1)."""
FAINT_DBFS = -33.0
"""Active level below which a voice is faint: -36 dBov."""
TELEPHONE_HZ = 5000.0
"""Bandwidth below which a voice sounds as over an old telephone, which carries 3.4 kHz."""
CLIPPED_PERCENT = 0.01
"""Share of clipped samples from which a voice crackles."""
SLOW, FAST = 0.6, 1.2
"""Times the usual pace outside of which somebody reads slowly or fast. In English, 1.2 is 190 words a minute."""
_CRACKLES = text("sound.voice.crackles", "It crackles: it is too loud for this microphone.")
_FAINT = text("sound.voice.faint", "It is faint.")
_MUFFLED = text("sound.voice.muffled", "It is muffled, as over an old telephone.")
_READ_FAST = text("sound.voice.fast", "You read fast.")
_READ_SLOWLY = text("sound.voice.slow", "You read slowly.")
_GATED = text(
    "sound.voice.gated",
    "Your voice comes through; what is behind it cannot be told, for the microphone shuts when you pause.",
)
_CLEAN = text("sound.voice.clean", "Your voice is clear; hardly anything is audible behind it.")
_CLEAR = {
    Background.STEADY: text(
        "sound.voice.clear.steady", "Your voice is clear; a fan or another steady noise is audible behind it."
    ),
    Background.CHANGING: text(
        "sound.voice.clear.changing", "Your voice is clear; noise that comes and goes is audible behind it."
    ),
    Background.HUM: text("sound.voice.clear.hum", "Your voice is clear; a mains hum is audible behind it."),
    Background.VOICES: text(
        "sound.voice.clear.voices", "Your voice is clear; other people talking are audible behind it."
    ),
}
_USABLE = {
    Background.STEADY: text(
        "sound.voice.usable.steady",
        "Your voice can be understood; a fan or another steady noise is plainly audible behind it.",
    ),
    Background.CHANGING: text(
        "sound.voice.usable.changing",
        "Your voice can be understood; noise that comes and goes is plainly audible behind it.",
    ),
    Background.HUM: text(
        "sound.voice.usable.hum", "Your voice can be understood; a mains hum is plainly audible behind it."
    ),
    Background.VOICES: text(
        "sound.voice.usable.voices",
        "Your voice can be understood; other people talking are plainly audible behind it.",
    ),
}
_HARD = {
    Background.STEADY: text(
        "sound.voice.hard.steady",
        "Your voice is hard to understand; a fan or another steady noise is too loud behind it.",
    ),
    Background.CHANGING: text(
        "sound.voice.hard.changing",
        "Your voice is hard to understand; noise that comes and goes is too loud behind it.",
    ),
    Background.HUM: text(
        "sound.voice.hard.hum", "Your voice is hard to understand; a mains hum is too loud behind it."
    ),
    Background.VOICES: text(
        "sound.voice.hard.voices", "Your voice is hard to understand; other people talking are too loud behind it."
    ),
}


def sentence(voice: Voice, haste: float | None) -> Text:
    """What a customer hears of this voice.

    Args:
        voice: What was measured of it.
        haste: The pace of reading as a multiple of the usual one, or None where it is not known.
    """
    faults = (
        (_CRACKLES, voice.clipped >= CLIPPED_PERCENT),
        (_FAINT, voice.active.level < FAINT_DBFS),
        (_MUFFLED, voice.bandwidth < TELEPHONE_HZ),
        (_READ_FAST, haste is not None and haste > FAST),
        (_READ_SLOWLY, haste is not None and haste < SLOW),
    )
    return sentences(_first(voice), *(fault for fault, found in faults if found))


def _first(voice: Voice) -> Text:
    """How well the voice is understood, and what is behind it."""
    if voice.gated:
        return _GATED
    if voice.ratio >= CLEAN_DB:
        return _CLEAN
    said = _CLEAR if voice.ratio >= CLEAR_DB else _USABLE if voice.ratio >= USABLE_DB else _HARD
    return said[voice.background]
