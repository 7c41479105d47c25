from deskready.cli.commands.profiles.template import template
from deskready.core.profile.file import read_profile
from helpers.declared import METRICS


def test_it_is_valid_as_it_is() -> None:
    reading = read_profile(template("mine", METRICS.values()), "mine.toml", METRICS)
    assert (reading.mistakes, reading.warnings) == ((), ())
    assert reading.profile is not None
    assert reading.profile.id == "mine"


def test_it_names_what_can_be_asked_about() -> None:
    text = template("mine", METRICS.values())
    assert "#   internet.download: Download in Mbit/s\n" in text
    assert "#   internet.vpn: VPN\n" in text


def test_every_remark_that_is_a_line_of_toml_is_right(tmp_path: object) -> None:
    """What is commented out is valid once the marks are taken away."""
    text = template("mine", ())
    for mark in ("# [options", "# seconds"):
        text = text.replace(mark, mark[2:])
    assert read_profile(text, "mine.toml", METRICS).mistakes == ()
