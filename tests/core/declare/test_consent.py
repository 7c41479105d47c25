from deskready.core.declare.check import Consent
from deskready.core.declare.consent import CONSENT_TEXT


def test_everything_that_needs_consent_asks_for_it_in_words() -> None:
    assert set(CONSENT_TEXT) == set(Consent)
    for text in CONSENT_TEXT.values():
        assert text.version >= 1
        assert text.question.endswith("?")
        assert all(words.endswith(".") for words in (text.explanation, text.skipped, text.remedy))


def test_the_microphone_s_text_names_what_listens_and_was_told_anew_when_that_grew() -> None:
    text = CONSENT_TEXT[Consent.MICROPHONE]
    assert text.version == 2
    assert all(word in text.explanation for word in ("how loud the room is", "your voice", "echo", "never stored"))
