import stat
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from deskready.core.clean import has_harmful
from deskready.core.errors import UsageError
from deskready.core.words.text import text_of
from deskready.store.paths import settings_file
from deskready.store.settings import (
    Answer,
    Settings,
    read_settings,
    remember_consent,
    remember_interface,
    remember_options,
)


def write(text: str | bytes) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_bytes(text if isinstance(text, bytes) else text.encode())


def test_without_a_file_there_are_defaults_and_no_problem() -> None:
    assert read_settings() == Settings()
    assert not settings_file().exists()


def test_what_is_remembered_is_read() -> None:
    remember_consent("microphone", True, "1")
    remember_consent("data", False, "2")
    remember_options({"sound.noise": {"seconds": 20, "device": 'USB "Mic" \\ 日本'}})
    remember_interface(theme="nord", last_profile="typical-chat-agent")
    remember_interface(theme="gruvbox")
    found = read_settings()
    assert found.problems == ()
    assert found.options == {"sound.noise": {"seconds": 20, "device": 'USB "Mic" \\ 日本'}}
    assert (found.theme, found.last_profile) == ("gruvbox", "typical-chat-agent")
    assert datetime.fromisoformat(found.consent["microphone"].when).tzinfo is not None
    assert stat.S_IMODE(settings_file().stat().st_mode) == 0o600


def test_what_is_forgotten_leaves_the_rest() -> None:
    remember_options({"sound.noise": {"seconds": 20, "device": "USB"}, "sound.voice": {"device": "USB"}})
    remember_options({"sound.noise": {"device": None, "never": None}, "sound.voice": {"device": None}})
    assert read_settings().options == {"sound.noise": {"seconds": 20}}


def test_a_consent_holds_for_the_text_that_was_shown() -> None:
    remember_consent("microphone", True, "1")
    remember_consent("data", False, "2")
    found = read_settings()
    assert found.consents("microphone", "1") is True
    assert found.consents("data", "2") is False
    assert found.consents("data", "3") is None
    assert found.consents("camera", "1") is None


def test_a_persons_comments_and_unknown_keys_stay() -> None:
    write(
        "# my settings\n[interface]\ntheme = 'nord'  # dark\nfuture = [1, 2]\n\n"
        '[options."sound.noise"]\nseconds = 5 # short\n\n[fleet]\nurl = "x"\n'
    )
    remember_interface(theme="light")
    remember_options({"sound.noise": {"device": "USB"}})
    text = settings_file().read_text()
    for kept in ("# my settings", "# dark", "future = [1, 2]", "seconds = 5 # short", '[fleet]\nurl = "x"'):
        assert kept in text
    assert read_settings().options == {"sound.noise": {"seconds": 5, "device": "USB"}}
    assert read_settings().theme == "light"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("theme = ", "settings.toml, line 1: This is not valid TOML: Invalid value."),
        ("a = 1\na = 2\nb = 3\n", "line 2: This key or table stands in the file a second time. Keep one of the two."),
        (b"\xff\xfe", "settings.toml, line 1: It is not a text file in UTF-8. Save it as UTF-8"),
        ("#" * (256 * 1024 + 1), "larger than 256 KiB"),
        ("a = " + "[" * 50_000, "nested too deeply"),
        ("[consent]\nmicrophone = true", "line 2, consent.microphone: This is a yes or no, and must be a table"),
        ("[consent.microphone]\ngranted = 'yes'", "line 2, consent.microphone.granted: This must be true or false"),
        ("[options]\nseconds = 3", "line 2, options.seconds: This is not the id of a check"),
        ("[options.sound.noise]\nseconds = 3", 'stands in quotes. Write [options."sound.noise"].'),
        ('[options."a.b"]\nx = nan', 'line 2, options."a.b".x: This is not a number.'),
        ('[options."a.b"]\nx = [1]', 'line 2, options."a.b".x: This is a list, and must be a text, a number, or true'),
    ],
)
def test_a_fault_is_told_with_its_line(text: str | bytes, problem: str) -> None:
    write(text)
    found = read_settings()
    assert any(problem in text_of(each).words for each in found.faults), found.faults
    assert all(str(settings_file()) in text_of(each).words for each in found.faults)
    assert (found.consent, found.options, found.theme) == ({}, {}, "")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("interface = 3", "line 1, interface: This is a number, and must be a table"),
        ("[interface]\ntheme = 3", "line 2, interface.theme: This is a number, and must be a text"),
        ("[fleet]\nurl = 3", "line 1, fleet: There is no such setting."),
    ],
)
def test_what_forbids_and_directs_nothing_is_a_mere_problem(text: str, problem: str) -> None:
    write(text)
    found = read_settings()
    assert found.faults == ()
    assert problem in text_of(found.problems[0]).words


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[option.'internet.speed']\nserver = 'x'", "line 1, option: There is no such setting. Did you mean options?"),
        ("[consents.data]\ngranted = false", "line 1, consents: There is no such setting. Did you mean consent?"),
        ("[options.'a.b']\nx = " + "1" * 5000, "line 2: It holds a number with too many digits."),
        ("[options.'a.b']\nx = 0x" + "f" * 5000, "line 2: It holds a number with too many digits."),
        ("a." * 60_000 + "a = 1", "line 1: This line has more than 100 dots."),
    ],
)
def test_what_would_be_passed_over_is_a_fault(text: str, fault: str) -> None:
    write(text)
    assert fault in text_of(read_settings().faults[0]).words


def test_a_byte_order_mark_is_no_mistake_and_writing_keeps_the_rest() -> None:
    write(b"\xef\xbb\xbf[consent.data]\ngranted = false\ntext = 1\n# mine\n")
    assert read_settings().faults == ()
    assert read_settings().consents("data", "1") is False
    remember_interface(theme="light")
    assert b"# mine" in settings_file().read_bytes()
    assert read_settings().consents("data", "1") is False


def test_beside_a_mistake_the_rest_counts() -> None:
    write(
        '[interface]\ntheme = 3\nlast_profile = "p"\n[options."a.b"]\nx = nan\ny = 1\n[consent.data]\ngranted = true\n'
    )
    found = read_settings()
    assert (len(found.faults), len(found.problems)) == (1, 1)
    assert found.last_profile == "p"
    assert found.options == {"a.b": {"y": 1}}
    assert found.consent == {"data": Answer(True, "", "")}


def test_a_date_may_be_written_as_toml_has_it() -> None:
    write("[consent.data]\ngranted = true\nwhen = 2026-11-21T12:00:00+01:00\ntext = 1\n")
    assert read_settings().consent == {"data": Answer(True, "2026-11-21T12:00:00+01:00", "1")}


@pytest.mark.parametrize("text", ["theme = ", "consent = 3", b"\xff\xfe", "a = " + "[" * 50_000])
def test_a_broken_file_is_never_overwritten(text: str | bytes) -> None:
    write(text)
    with pytest.raises(UsageError, match=r"settings\.toml(, line 1)?: ") as caught:
        remember_consent("data", True, "1")
    assert caught.value.remedy
    assert settings_file().read_bytes() == (text if isinstance(text, bytes) else text.encode())


def test_a_file_that_cannot_be_opened_is_a_fault_too() -> None:
    settings_file().mkdir(parents=True)
    assert "this is a folder" in text_of(read_settings().faults[0]).words
    with pytest.raises(UsageError, match="this is a folder"):
        remember_interface(theme="x")


def test_a_link_that_leads_nowhere_is_a_fault_for_there_were_settings(tmp_path: Path) -> None:
    settings_file().parent.parent.mkdir()
    settings_file().parent.symlink_to(tmp_path / "not plugged in")
    assert "it is a link that leads nowhere" in text_of(read_settings().faults[0]).words
    with pytest.raises(UsageError, match="leads nowhere"):
        remember_interface(theme="x")


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "dotfiles.toml").write_text("# mine\n")
    settings_file().parent.mkdir(parents=True)
    settings_file().symlink_to(tmp_path / "dotfiles.toml")
    remember_interface(theme="nord")
    assert settings_file().is_symlink()
    assert "# mine" in (tmp_path / "dotfiles.toml").read_text()
    assert read_settings().theme == "nord"


def test_texts_are_cleaned() -> None:
    write(
        '[interface]\ntheme = "\\u001b]2;x"\n[options."a.b\\u202e"]\n"x\\u0007" = "\\u0000"\n'
        '[consent."\\u009b"]\ngranted = 1\n'
    )
    assert not has_harmful(str(read_settings()))
    assert "\ufffd" in read_settings().theme


def test_reading_loads_no_writer() -> None:
    code = (
        "import sys\nfrom deskready.store.settings import read_settings\nread_settings()\n"
        "print(sorted({'tomlkit', 'textual', 'typer', 'numpy', 'filelock'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
