import pytest
from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.core.declare.metric import Measurement
from deskready.core.declare.privacy import Privacy
from deskready.core.judge.judge import judge
from deskready.core.judge.verdict import Fact
from deskready.core.profile.requirement import Requirement
from deskready.core.words.message import text
from deskready.core.words.pseudo import OPENS, PSEUDO
from deskready.core.words.say import is_known, say
from deskready.core.words.text import Name, Text, parts_of
from deskready.core.words.verdicts import name_of, without_name
from helpers.declared import profile

LINE = Requirement("internet.download", minimum=10, recommended=25, unit="Mbit/s", label=Text("Download"))
WANTED = "at least 10 Mbit/s, better 25 Mbit/s"


def judged(line: Requirement, fact: Fact | None) -> tuple[Text, Text]:
    """Message and remedy."""
    found = judge(profile(line), {} if fact is None else {line.metric: fact}).verdicts[0]
    return found.message, found.remedy


def words(line: Requirement, fact: Fact | None) -> tuple[str, str]:
    message, remedy = judged(line, fact)
    assert (say(message), say(remedy)) == (message.words, remedy.words)
    return message.words, remedy.words


def fact(value: float, low: float | None = None, high: float | None = None) -> Fact:
    found = Measurement("internet.download", Text("Download"), value, "Mbit/s", low, high)
    return Fact(Outcome.MEASURED, found, remedy=Text("Use the cable."))


@pytest.mark.parametrize(
    ("given", "message", "remedy"),
    [
        (fact(94.1), f"Download: 94.1 Mbit/s meets {WANTED}.", ""),
        (fact(12), f"Download: 12 Mbit/s is enough but could be better; asked for is {WANTED}.", "Use the cable."),
        (fact(9.9996), f"Download: 9.9996 Mbit/s is not good enough; asked for is {WANTED}.", "Use the cable."),
        (
            fact(24.99, 24, 26),
            f"Download: 24.99 Mbit/s (24 to 26) is enough but could be better; asked for is {WANTED}.",
            "Use the cable.",
        ),
        (fact(10), f"Download: 10 Mbit/s is enough but could be better; asked for is {WANTED}.", "Use the cable."),
        (fact(5), f"Download: 5 Mbit/s is not good enough; asked for is {WANTED}.", "Use the cable."),
        (
            fact(11, 9, 13),
            f"Download: 11 Mbit/s (9 to 13) is too close to the limit to tell; asked for is {WANTED}.",
            "Measure again, undisturbed. Use the cable.",
        ),
        (None, "Download: no installed check measures this.", "Install or enable a check for internet.download."),
        (
            Fact(Outcome.SKIPPED, None, Text("You left it out.")),
            "Download: skipped. You left it out.",
            "Run this check.",
        ),
        (Fact(Outcome.SKIPPED), "Download: skipped.", "Run this check."),
        (
            Fact(Outcome.UNAVAILABLE, None, Text("No line."), Text("Plug in.")),
            "Download: not known. No line.",
            "Plug in.",
        ),
        (Fact(Outcome.FAILED), "Download: not known. The check failed.", "Run this check."),
        (Fact(Outcome.NOT_RUN), "Download: not known. Not run yet.", "Run this check."),
    ],
)
def test_each_verdict_has_its_sentence_and_what_to_do(given: Fact | None, message: str, remedy: str) -> None:
    assert words(LINE, given) == (message, remedy)
    found = judged(LINE, given)[0]
    assert is_known(found)
    assert say(found, PSEUDO).startswith(OPENS)


@pytest.mark.parametrize("given", [fact(94.1), fact(5), fact(11, 9, 13), None, Fact(Outcome.SKIPPED)], ids=str)
def test_beside_its_name_a_verdict_needs_no_name(given: Fact | None) -> None:
    message = judged(LINE, given)[0]
    assert f"Download: {without_name(message).words}" == message.words


def test_a_verdict_without_a_name_before_it_stays() -> None:
    """As in the file of another version."""
    for odd in (Text("Download: enough."), Text("Download: enough.", "verdict.named", {"said": Name("x")})):
        assert without_name(odd) is odd


def test_advice_that_is_not_met_names_no_limit() -> None:
    line = Requirement("computer.clock", recommended=2000, better="higher", unit="MHz", label=Text("Clock"))
    slow = Fact(Outcome.MEASURED, Measurement("computer.clock", Text("Clock"), 1800, "MHz"))
    assert words(line, slow)[0] == "Clock: 1800 MHz could be better; recommended 2000 MHz."


def test_what_is_too_close_to_tell_says_what_would_tell() -> None:
    line = Requirement("sound.noise.la90", maximum=55, unit="dBA", label=Text("Noise"))
    near = Measurement("sound.noise.la90", Text("Noise"), 50, "dBA", 38, 62)
    quieter = Text("Close the window.")
    assert (
        words(line, Fact(Outcome.MEASURED, near, remedy=quieter))[1] == f"Measure again, undisturbed. {quieter.words}"
    )
    near = structs.replace(near, surer=Text("Calibrate the microphone."))
    assert words(line, Fact(Outcome.MEASURED, near, remedy=quieter))[1] == f"Calibrate the microphone. {quieter.words}"


def test_a_measurement_that_does_not_fit_the_line_says_so_and_blames_the_profile() -> None:
    odd = Measurement("internet.download", Text("Download"), "fast", "")
    message, remedy = words(LINE, Fact(Outcome.MEASURED, odd, remedy=Text("Use the cable.")))
    assert message == f"Download: not known. fast cannot be compared with {WANTED}."
    assert "publisher" in remedy


def test_a_line_without_a_label_shows_its_metric() -> None:
    line = Requirement("internet.loss", maximum=1)
    assert words(line, None)[0].startswith("internet.loss: ")
    assert (name_of(line), name_of(LINE)) == (Text("internet.loss"), Text("Download"))


def test_a_label_is_said_in_the_language_that_is_spoken() -> None:
    line = structs.replace(LINE, label=text("test.download", "Download"))
    assert "⟦Dóówñlóóáád⟧" in say(judged(line, fact(5))[0], PSEUDO)


def test_what_was_measured_keeps_its_class_in_the_sentence() -> None:
    line = Requirement("network.wifi.ssid", allowed=("OfficeNet",), label=Text("Wi-Fi name"))
    found = Measurement("network.wifi.ssid", Text("Wi-Fi name"), "CanaryNet", privacy=Privacy.PERSONAL)
    message, _ = judged(line, Fact(Outcome.MEASURED, found))
    names = {part.text: part.privacy for part in parts_of(message) if isinstance(part, Name)}
    assert names == {"CanaryNet": Privacy.PERSONAL, "OfficeNet": Privacy.PUBLIC}


@pytest.mark.parametrize("value", [5.0, 12.0])
def test_what_is_no_less_than_something_is_not_called_bad(value: float) -> None:
    found = Measurement(
        "internet.download", Text("Download"), value, "Mbit/s", value, value + 1, least=True, surer=Text("Come later.")
    )
    said, remedy = words(LINE, Fact(Outcome.MEASURED, found, remedy=Text("Use the cable.")))
    assert said == f"Download: at least {value:g} Mbit/s is all that could be shown; asked for is {WANTED}."
    assert remedy == "Come later."
