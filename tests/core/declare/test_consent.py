import msgspec

from deskready.core.declare.consent import Consent, open_marks
from deskready.core.declare.use import Use


def test_everything_that_needs_consent_asks_for_it_in_words() -> None:
    assert {consent.value for consent in Consent} == {"microphone", "camera", "data"}
    for consent in Consent:
        text = consent.text
        assert text.version >= 1
        assert text.question.words.endswith("?")
        assert all(words.endswith(".") for words in (text.explanation.words, text.skipped.words, text.remedy.words))


def test_the_microphone_s_text_names_what_listens_and_was_told_anew_when_that_grew() -> None:
    text = Consent.MICROPHONE.text
    assert text.version == 2
    assert all(
        word in text.explanation.words for word in ("how loud the room is", "your voice", "echo", "never stored")
    )


def test_what_hears_or_sees_the_person_has_a_mark() -> None:
    marked = {consent for consent in Consent if consent.text.mark}
    assert marked == {consent for consent in Consent if consent.use in (Use.ROOM, Use.CAMERA)}
    assert len({mark.on for mark in open_marks(frozenset(Consent))}) == len(marked)
    assert open_marks({Consent.DATA}) == ()


def test_the_camera_s_text_says_what_happens_to_the_picture() -> None:
    text = Consent.CAMERA.text
    assert all(word in text.explanation.words for word in ("light shows", "never stored", "never sent", "nobody looks"))
    assert Consent.CAMERA.use is Use.CAMERA


def test_in_files_a_consent_is_its_name() -> None:
    written = msgspec.json.encode(frozenset({Consent.CAMERA}))
    assert written == b'["camera"]'
    assert msgspec.json.decode(written, type=frozenset[Consent]) == {Consent.CAMERA}
