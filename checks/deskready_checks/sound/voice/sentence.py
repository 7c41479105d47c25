"""What a customer hears, in one or two sentences."""

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
_NOISE = {
    Background.STEADY: "a fan or another steady noise",
    Background.CHANGING: "noise that comes and goes",
    Background.HUM: "a mains hum",
    Background.VOICES: "other people talking",
}


def sentence(voice: Voice, haste: float | None) -> str:
    """What a customer hears of this voice.

    Args:
        voice: What was measured of it.
        haste: The pace of reading as a multiple of the usual one, or None where it is not known.
    """
    faults = [
        text
        for text, found in (
            ("It crackles: it is too loud for this microphone.", voice.clipped >= CLIPPED_PERCENT),
            ("It is faint.", voice.active.level < FAINT_DBFS),
            ("It is muffled, as over an old telephone.", voice.bandwidth < TELEPHONE_HZ),
            ("You read fast.", haste is not None and haste > FAST),
            ("You read slowly.", haste is not None and haste < SLOW),
        )
        if found
    ]
    return " ".join((_first(voice), *faults))


def _first(voice: Voice) -> str:
    """How well the voice is understood, and what is behind it."""
    noise = _NOISE[voice.background]
    are = "are" if voice.background is Background.VOICES else "is"
    if voice.gated:
        return "Your voice comes through; what is behind it cannot be told, for the microphone shuts when you pause."
    if voice.ratio >= CLEAN_DB:
        return "Your voice is clear; hardly anything is audible behind it."
    if voice.ratio >= CLEAR_DB:
        return f"Your voice is clear; {noise} {are} audible behind it."
    if voice.ratio >= USABLE_DB:
        return f"Your voice can be understood; {noise} {are} plainly audible behind it."
    return f"Your voice is hard to understand; {noise} {are} too loud behind it."
