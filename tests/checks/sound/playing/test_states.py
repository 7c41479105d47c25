from deskready_checks.sound.playing.states import PlaybackState


def test_each_state_has_a_text_and_one_thing_to_do() -> None:
    texts = [text for state in PlaybackState for text in state.value]
    assert len(set(texts)) >= 2 * len(PlaybackState) - 1
    assert all(text.words.endswith(".") for text in texts)


def test_a_state_is_raised_with_the_systems_words() -> None:
    error = PlaybackState.DIED.unavailable("ALSA says no")
    assert (error.reason, error.remedy, error.detail) == (*PlaybackState.DIED.value, "ALSA says no")
