from deskready.core.check import Consent
from deskready.core.consent import CONSENT_TEXT


def test_everything_that_needs_consent_asks_for_it_in_words() -> None:
    assert set(CONSENT_TEXT) == set(Consent)
    for text in CONSENT_TEXT.values():
        assert text.version >= 1
        assert text.question.endswith("?")
        assert all(words.endswith(".") for words in (text.explanation, text.skipped, text.remedy))
