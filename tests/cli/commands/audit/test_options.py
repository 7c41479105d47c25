import pytest

from deskready.cli.commands.audit.options import parse_options
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.option import Option
from deskready.core.errors import UsageError
from helpers.declared import POLICY, check_info

OPTIONS = (
    Option("seconds", 5, "", minimum=1, maximum=9), Option("server", "", ""), Option("acme", False, "", policy=POLICY),
)  # fmt: skip
CATALOGUE = Catalogue((check_info(options=OPTIONS),), ())


def test_values_are_taken_as_the_option_declares_them() -> None:
    given = ["internet.speed.seconds=7", "internet.speed.server=http://x/?a=b"]
    assert parse_options(given, CATALOGUE) == {"internet.speed": {"seconds": 7, "server": "http://x/?a=b"}}


def test_the_last_one_counts() -> None:
    given = ["internet.speed.seconds=7", "internet.speed.seconds=8"]
    assert parse_options(given, CATALOGUE) == {"internet.speed": {"seconds": 8}}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("seconds", "sound.noise.seconds=5"),
        ("seconds=5", "sound.noise.seconds=5"),
        ("internet.speed.seconds", "sound.noise.seconds=5"),
        ("internet.sped.seconds=5", "Did you mean internet.speed?"),
        ("internet.speed.second=5", "Did you mean seconds?"),
        ("internet.speed.seconds=ten", "not a number"),
        ("internet.speed.seconds=10", "at most 9"),
        ("internet.speed.acme=yes", "--accept acme"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_hint(given: str, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_options([given], CATALOGUE)
    assert told in str(refused.value)
