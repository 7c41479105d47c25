import msgspec
from msgspec import structs

from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.text import NOTHING, Text
from helpers.declared import profile

LINE = Requirement("internet.download", minimum=10, recommended=25.5, unit="Mbit/s", label=Text("Download"))
PROFILE = profile(LINE, Requirement("computer.memory", minimum=8_000_000_000))


def test_a_line_is_found_by_its_metric() -> None:
    assert PROFILE.requirement("internet.download") is LINE
    assert PROFILE.requirement("internet.upload") is None


def test_the_hash_survives_saving_and_reading() -> None:
    again = msgspec.json.decode(msgspec.json.encode(PROFILE), type=Profile)
    assert again == PROFILE
    assert again.hash == PROFILE.hash
    assert len(PROFILE.hash) == 64


def test_the_hash_does_not_depend_on_the_checks_that_are_installed() -> None:
    bare = structs.replace(LINE, unit="", label=NOTHING)
    assert profile(bare).hash == profile(LINE).hash


def test_the_hash_changes_with_anything_that_is_asked_for() -> None:
    variants = [
        PROFILE,
        structs.replace(PROFILE, publisher="Others"),
        structs.replace(PROFILE, options={"internet.speed": {"server": "https://example.com"}}),
        profile(*PROFILE.requirements[::-1]),
        profile(structs.replace(LINE, minimum=11)),
        profile(structs.replace(LINE, level=Level.ADVISORY)),
        profile(structs.replace(LINE, source="Employers.")),
    ]
    assert len({variant.hash for variant in variants}) == len(variants)
