"""What the profiles say that come with the program: messages, as all that it says itself.

A profile is a file of plain texts, and anybody's. The catalogue has those of the shipped ones.
"""

from deskready.core.words.catalogue import translated
from deskready.core.words.message import message
from deskready.core.words.text import Text

TITLE_AND_ID = message("profile.title-and-id", "{title} ({id})")
"""What a profile is called, for people and in commands."""


def published(profile_id: str, key: str, words: str) -> Text:
    """A text of a profile: the message where it is a shipped profile's, else its publisher's own words.

    Whose it is, the words tell: an employer's changed copy of a shipped profile may have kept its id.

    Args:
        profile_id: The profile's id.
        key: Which text of it: `title`, `description`, `source`, or a metric's id with `.source` or `.note`.
        words: The text.
    """
    message_id = published_id(profile_id, key)
    return Text(words, message_id) if translated("en", message_id) == words else Text(words)


def published_id(profile_id: str, key: str) -> str:
    """Id of the message that a shipped profile's text is."""
    return f"profile.{profile_id}.{key}"
