import pytest
from msgspec import structs

from deskready.core.audit.choices import Choices, choose, fitting, misfits, of_profile, place_in, policies_of
from deskready.core.declare.option import Chosen, Option
from deskready.core.declare.privacy import Privacy
from deskready.core.errors import UsageError
from deskready.core.profile.requirement import Requirement
from helpers.declared import POLICY, check_info, profile

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


@pytest.mark.parametrize(("values", "words"), [({"second": 1}, "Did you mean seconds"), ({"seconds": 0}, "at least 1")])
def test_a_wrong_choice_names_layer_and_option(values: dict[str, int], words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        choose(SPEED, {"profile": {"internet.speed": values}})
    assert caught.value.message.words.startswith("profile: internet.speed.second")


def test_choices_that_do_not_fit_are_left_out_and_told() -> None:
    info = check_info("sound.noise", options=(Option("seconds", 15, "How long.", minimum=1, maximum=60),))
    choices = {"sound.noise": {"seconds": 300, "second": 3}, "not.installed": {"x": 1}}
    assert fitting(choices, [info]) == {"sound.noise": {}, "not.installed": {"x": 1}}
    wrong = misfits(choices, [info], place_in("settings"))
    assert "settings: sound.noise.seconds: 300 is out of range" in str(wrong["sound.noise", "seconds"])
    assert "Did you mean seconds?" in str(wrong["sound.noise", "second"])
    fit = {"sound.noise": {"seconds": 20}}
    assert (fitting(fit, [info]), misfits(fit, [info], place_in("settings"))) == (fit, {})


AGREED = Option("acme", False, "Whether.", policy=structs.replace(POLICY, where={"server": ("",), "seconds": (10,)}))
ASKING = check_info(options=(SECONDS, SERVER, AGREED))


def test_a_policys_option_is_what_the_person_answered() -> None:
    assert choose(ASKING, {})["acme"] == Chosen(value=False)
    assert choose(ASKING, {}, {"other": Chosen(value=True)})["acme"] == Chosen(value=False)
    for answer in (Chosen(value=True, source="consent"), Chosen(value=False, source="consent")):
        assert choose(ASKING, {}, {"acme": answer})["acme"] is answer


@pytest.mark.parametrize("source", ["command line", "profile", "settings"])
def test_nobody_else_agrees_for_a_person(source: str) -> None:
    with pytest.raises(UsageError, match=rf"{source}: internet\.speed\.acme: only you"):
        choose(ASKING, {source: {"internet.speed": {"acme": True}}})


def test_a_policy_in_the_settings_options_is_left_out_and_told() -> None:
    choices = {"internet.speed": {"acme": True}}
    assert fitting(choices, [ASKING]) == {"internet.speed": {}}
    assert "--accept acme" in str(misfits(choices, [ASKING], place_in("settings"))["internet.speed", "acme"])


@pytest.mark.parametrize(("chosen", "asked"), [({}, True), ({"server": "https://own"}, False), ({"seconds": 5}, False)])
def test_a_policy_is_asked_about_where_the_options_lead_to_its_party(chosen: dict[str, int], asked: bool) -> None:
    options = choose(ASKING, {"settings": {"internet.speed": chosen}})
    assert [policy.name for policy in policies_of(ASKING, options)] == ["acme"] * asked
    assert policies_of(SPEED, choose(SPEED, {})) == []


LEAST = Option("least", 0.0, "", minimum=0, maximum=1000, follows="internet.download minimum")
GOOD = Option("good", 0.0, "", follows="internet.download recommended")
FOLLOWING = check_info(options=(LEAST, GOOD))


def test_an_option_follows_the_profiles_limit() -> None:
    asked = profile(Requirement("internet.download", minimum=10, recommended=25))
    assert of_profile(asked, [FOLLOWING]) == {"internet.speed": {"least": 10, "good": 25}}
    assert choose(FOLLOWING, {"profile": of_profile(asked, [FOLLOWING])})["least"] == Chosen(10, "profile")
    named = structs.replace(asked, options={"internet.speed": {"least": 3}, "other.check": {"x": 1}})
    assert of_profile(named, [FOLLOWING]) == {"internet.speed": {"least": 3, "good": 25}, "other.check": {"x": 1}}


@pytest.mark.parametrize(
    "line",
    [
        Requirement("internet.latency", minimum=10),
        Requirement("internet.download", maximum=10),
        Requirement("internet.download", minimum=2000),
        Requirement("internet.download", allowed=("fast",), recommended=("fast",)),
    ],
)
def test_a_limit_that_is_not_there_or_does_not_fit_is_not_followed(line: Requirement) -> None:
    assert of_profile(profile(line), [FOLLOWING]) == {}
