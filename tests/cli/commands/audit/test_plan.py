from pathlib import Path

import pytest
from msgspec import structs

from deskready.cli.commands.audit import plan as audit_plan
from deskready.cli.commands.audit.plan import prepare
from deskready.cli.commands.audit.request import Request
from deskready.core.declare.catalogue import Catalogue
from deskready.core.declare.consent import Consent
from deskready.core.declare.option import Chosen, Option
from deskready.core.declare.use import Use
from deskready.core.errors import UsageError
from deskready.store.settings import remember_consent
from helpers.declared import LATENCY, MEMORY, PEAK, POLICY, check_info

OPTIONS = (Option("seconds", 5, ""), Option("acme", False, "", policy=POLICY))
SPEED = structs.replace(check_info(options=OPTIONS), consent=frozenset({Consent.DATA}))
DELAY = check_info("internet.latency", (LATENCY,))
MEMORY_CHECK = check_info("computer.memory", (MEMORY,))
ASKING = structs.replace(check_info("sound.voice", (PEAK,), default=False), uses=frozenset({Use.PERSON}))


class _Installed:
    def catalogue(self) -> Catalogue:
        return Catalogue((DELAY, SPEED, MEMORY_CHECK, ASKING), ())


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DESKREADY_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(audit_plan, "installed", _Installed)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.json").touch()
    (tmp_path / "bad.toml").write_text("schema = 1\n")
    return tmp_path


def test_without_names_it_is_what_the_profile_needs() -> None:
    plan = prepare(Request())
    assert plan.checks == (DELAY, SPEED, MEMORY_CHECK)
    assert plan.state.checks == plan.checks
    assert plan.state.profile.id == "typical-voice-agent"
    assert not plan.asked_for
    assert plan.format.name == "text"


def test_what_the_profile_asks_about_stands_in_the_audit_unrun() -> None:
    plan = prepare(Request(names=("computer",)))
    assert plan.checks == (MEMORY_CHECK,)
    assert plan.state.checks == (DELAY, SPEED, MEMORY_CHECK)
    assert plan.asked_for


def test_running_is_consent_to_microphone_and_data() -> None:
    assert SPEED in prepare(Request(names=("internet.speed",))).checks


def test_a_policy_that_nobody_answered_is_not_agreed_to_and_leaves_nothing_out() -> None:
    plan = prepare(Request(names=("internet",)))
    assert plan.checks == (DELAY, SPEED)
    assert plan.agreements == {}


def test_a_policy_is_accepted_by_its_name_for_this_run_only() -> None:
    assert prepare(Request(accept=("acme",))).agreements == {"acme": Chosen(value=True, source="command line")}
    assert prepare(Request()).agreements == {}


def test_what_was_answered_on_screen_holds_here_until_the_text_changes() -> None:
    for answer in (True, False):
        remember_consent("acme", answer, str(POLICY.version))
        assert prepare(Request()).agreements == {"acme": Chosen(answer, "consent")}
    assert prepare(Request(accept=("acme",))).agreements["acme"].value is True
    remember_consent("acme", granted=True, text=str(POLICY.version - 1))
    assert prepare(Request()).agreements == {}


def test_a_check_that_asks_is_left_out_unless_there_are_answers(here: Path) -> None:
    plan = prepare(Request(names=("sound",)))
    assert plan.checks == ()
    assert [left.info for left in plan.left_out] == [ASKING]
    (here / "answers.toml").write_text("")
    assert prepare(Request(names=("sound",), answers=Path("answers.toml"))).checks == (ASKING,)


def test_a_check_is_left_out_for_one_reason_only() -> None:
    plan = prepare(Request(names=("sound",), skip=("sound",)))
    assert [left.reason.words for left in plan.left_out] == ["Left out with --skip."]


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        (Request(names=("internet.sped",)), "Did you mean internet.speed?"),
        (Request(skip=("internet.sped",)), "Did you mean internet.speed?"),
        (Request(profile="none"), "`deskready profiles` lists"),
        (Request(profile="none.toml"), "no such file"),
        (Request(profile="bad.toml"), "This is missing."),
        (Request(format="yaml"), "Formats: json"),
        (Request(save=(Path("a.doc"),)), "Suffixes: .json"),
        (Request(save=(Path("none/a.json"),)), "the folder does not exist"),
        (Request(save=(Path("there.json"),)), "--force"),
        (Request(save=(Path("a.json"), Path("a.json"))), "named twice"),
        (Request(answers=Path("none.toml")), "no such file"),
        (Request(answers=Path("bad.toml")), "There is no key"),
        (Request(options=("internet.speed.size=1",)), "no option is called"),
        (Request(into=Path("there.json")), "Name them"),
        (Request(names=("internet",), into=Path("there.json")), "not JSON"),
        (Request(accept=("everything",)), "no data policy is called that. There is: acme."),
        (Request(accept=("data",)), "There is: acme."),
        (Request(accept=("acmes",)), "Did you mean acme?"),
    ],
)
def test_what_is_wrong_is_found_before_anything_begins(request_: Request, told: str) -> None:
    with pytest.raises(UsageError) as refused:
        prepare(request_)
    assert told in str(refused.value)


def test_a_file_may_be_replaced_when_that_is_allowed() -> None:
    assert prepare(Request(save=(Path("there.json"),), force=True)).targets[0].path == Path("there.json")
