import pytest

from deskready_checks.sound.devices.find import find_named

THINGS = (("Jabra Evolve", "usb.one"), ("Jabra", "usb.two"), ("", "usb.three"))


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Jabra", "usb.two"),
        ("jabra", "usb.one"),
        ("usb.two", "usb.two"),
        ("THREE", "usb.three"),
        ("Evolve\nusb", None),
        ("Yeti", None),
    ],
)
def test_the_exact_name_goes_before_one_that_holds_it(name: str, found: str | None) -> None:
    thing = find_named(THINGS, name, lambda called: called)
    assert (thing[1] if thing else None) == found


def test_of_nothing_there_is_nothing() -> None:
    assert find_named((), "x", lambda called: called) is None
