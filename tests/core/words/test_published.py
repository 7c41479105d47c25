"""The texts of the shipped profiles are messages; anybody else's are the publisher's own words."""

import pytest
from msgspec import structs

import catalogue
from deskready.core.profile.profile import Profile
from deskready.core.words.pseudo import PSEUDO, disguised
from deskready.core.words.published import published
from deskready.core.words.say import ENGLISH, say
from deskready.core.words.text import Text
from deskready.store.profiles import DEFAULT_PROFILE, find_profile


@pytest.fixture(scope="module")
def shipped() -> Profile:
    return find_profile(DEFAULT_PROFILE, {})


def test_every_text_of_a_shipped_profile_is_said_in_any_language() -> None:
    found = list(catalogue.of_profiles())
    assert len(found) > 50
    for message_id, (words,), _ in found:
        profile_id, _, key = message_id.removeprefix("profile.").partition(".")
        text = published(profile_id, key, words)
        assert text == Text(words, message_id)
        assert (say(text, ENGLISH), say(text, PSEUDO)) == (words, f"⟦{disguised(words)}⟧")


def test_a_changed_copy_keeps_its_own_words(shipped: Profile) -> None:
    """It may have the id of the profile that it was copied from, and a line may be changed or new."""
    mine = structs.replace(shipped, title="Our voice agent")
    assert published(mine.id, "title", mine.title) == Text("Our voice agent")
    assert published(mine.id, "description", mine.description).id
    assert published(mine.id, "internet.download.note", "We pay for 50.") == Text("We pay for 50.")
    assert published(mine.id, "internet.odd.note", "As always.") == Text("As always.")


def test_another_publishers_profile_is_in_its_own_words(shipped: Profile) -> None:
    assert published("mine", "title", shipped.title) == Text(shipped.title)
    assert published("../x {y}", "", "") == Text()


def test_places_in_anothers_words_are_none() -> None:
    assert say(published("mine", "title", "{count} desks {x}"), PSEUDO) == "{count} desks {x}"
