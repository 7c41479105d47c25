import pytest

from deskready.core.choices import Choices, choose, fitting
from deskready.core.errors import UsageError
from deskready.core.metric import Privacy
from deskready.core.option import Chosen, Option
from helpers.declared import check_info

SECONDS, SERVER = Option("seconds", 10, "How long.", minimum=1), Option("server", "", "Which.")
SPEED = check_info(options=(SECONDS, SERVER))


def test_nobody_chose_means_the_default() -> None:
    assert choose(SPEED, {}) == {
        "seconds": Chosen(10, "default", Privacy.PUBLIC),
        "server": Chosen("", "default", Privacy.PERSONAL),
    }


def test_the_strongest_layer_wins_and_says_who_it_was() -> None:
    layers: dict[str, Choices] = {
        "command line": {"internet.speed": {"seconds": "3"}},
        "profile": {"internet.speed": {"seconds": 5, "server": "https://a"}, "other.check": {"unknown": 1}},
        "settings": {"internet.speed": {"seconds": 7, "server": "https://b"}},
    }
    chosen = choose(SPEED, layers)
    assert (chosen["seconds"].value, chosen["seconds"].source) == (3, "command line")
    assert (chosen["server"].value, chosen["server"].source) == ("https://a", "profile")


@pytest.mark.parametrize(
    ("values", "words"), [({"second": 1}, "Did you mean 'seconds'"), ({"seconds": 0}, "at least 1")]
)
def test_a_wrong_choice_names_layer_and_option(values: dict[str, int], words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        choose(SPEED, {"profile": {"internet.speed": values}})
    assert caught.value.message.startswith("profile: internet.speed.second")


def test_choices_that_do_not_fit_are_left_out_and_told() -> None:
    info = check_info("sound.noise", options=(Option("seconds", 15, "How long.", minimum=1, maximum=60),))
    choices = {"sound.noise": {"seconds": 300, "second": 3}, "not.installed": {"x": 1}}
    fit, problems = fitting(choices, [info], "settings")
    assert fit == {"sound.noise": {}, "not.installed": {"x": 1}}
    assert "sound.noise.seconds: 300 is out of range" in problems[0]
    assert "Did you mean 'seconds'?" in problems[1]
    assert fitting({"sound.noise": {"seconds": 20}}, [info], "settings") == ({"sound.noise": {"seconds": 20}}, ())
