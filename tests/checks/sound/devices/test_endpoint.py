import pytest

from deskready_checks.sound.devices.endpoint import Endpoint, choose

YETI, HEADSET = Endpoint("Blue Yeti"), Endpoint("Jabra Evolve2 65", default=True)


@pytest.mark.parametrize(
    ("name", "found"),
    [("", HEADSET), ("Blue Yeti", YETI), ("yeti", YETI), ("e", YETI), ("Jabra Evolve2 65", HEADSET), ("Rode", None)],
)
def test_choosing_by_name_or_default(name: str, found: Endpoint | None) -> None:
    assert choose((YETI, HEADSET), name) is found


def test_an_only_one_is_the_default() -> None:
    assert choose((YETI,), "") is YETI
    assert choose((YETI, YETI), "") is None
    assert choose((), "") is None
