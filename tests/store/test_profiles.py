import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from deskready.core.declare.check_info import Origin, describe
from deskready.core.declare.metric import Metric
from deskready.core.errors import UsageError
from deskready.core.profile.file import ProfileError
from deskready.sources.entry_points import GROUP
from deskready.store.paths import HOME_VARIABLE, profiles_dir
from deskready.store.profiles import (
    DEFAULT_PROFILE,
    SHIPPED,
    check_profile,
    find_profile,
    list_profiles,
    load_profile,
)
from helpers.declared import METRICS

TEXT = """\
schema = 1
id = "{id}"
title = "Acme {id}"
publisher = "Acme"
source = "Handbook"
date = 2026-11-21
[requirements."internet.download"]
minimum = 10
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own folder of profiles, empty."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    profiles_dir().mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return profiles_dir()


def write(path: Path, profile_id: str = "acme") -> Path:
    path.write_text(TEXT.format(id=profile_id), "utf-8")
    return path


def installed_metrics() -> dict[str, Metric]:
    """What the checks that come with deskready declare."""
    points = [point for point in entry_points(group=GROUP) if point.dist and point.dist.name == "deskready"]
    infos = [describe(point.load(), Origin(point.name, point.value, "deskready")) for point in points]
    return {metric.id: metric for info in infos for metric in info.metrics}


@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_a_shipped_profile_is_valid_and_names_only_what_built_in_checks_measure(path: Path) -> None:
    reading = check_profile(path, installed_metrics())
    assert (reading.mistakes, reading.warnings) == ((), ())
    assert reading.profile is not None
    assert reading.profile.id == path.stem
    assert reading.profile.publisher == "deskready"
    for line in reading.profile.requirements:
        assert line.source, f"{line.metric} names no evidence"
        assert line.label, f"{line.metric} has no name for people"


def test_a_shipped_profile_has_one_hash_on_every_machine() -> None:
    for path in SHIPPED.glob("*.toml"):
        assert load_profile(path, {}).hash == load_profile(path, installed_metrics()).hash


def test_the_shipped_profiles_are_these(folder: Path) -> None:
    entries = list_profiles(METRICS)
    assert [entry.id for entry in entries] == ["typical-chat-agent", DEFAULT_PROFILE]
    assert all(entry.shipped and entry.profile and not entry.mistakes for entry in entries)
    assert find_profile(DEFAULT_PROFILE, METRICS) == entries[1].profile


def test_a_chat_agent_needs_no_microphone_and_a_voice_agent_a_quiet_room(folder: Path) -> None:
    voice, chat = (find_profile(f"typical-{kind}-agent", METRICS) for kind in ("voice", "chat"))
    noise = voice.requirement("sound.noise.la90")
    assert noise is not None
    assert (noise.maximum, noise.recommended, noise.level) == (55, 45, "required")
    asked = [(line.metric, line.level) for line in chat.requirements if line.metric.startswith("sound.")]
    assert asked == [("sound.headset.kind", "when measured")]


def test_a_missing_folder_is_no_mistake(tmp_path: Path) -> None:
    assert [entry.shipped for entry in list_profiles(METRICS, tmp_path / "none")] == [True, True]
    assert find_profile(DEFAULT_PROFILE, METRICS, tmp_path / "none").id == DEFAULT_PROFILE


def test_the_persons_own_profiles_are_listed_after_the_shipped_ones(folder: Path) -> None:
    write(folder / "z.toml", "acme")
    (folder / "notes.txt").write_text("not a profile")
    entry = list_profiles(METRICS)[-1]
    assert (entry.id, entry.title, entry.publisher, entry.shipped, entry.path) == (
        "acme", "Acme acme", "Acme", False, folder / "z.toml",
    )  # fmt: skip
    assert find_profile("acme", METRICS).title == "Acme acme"


def test_warnings_are_listed_with_the_profile(folder: Path) -> None:
    path = write(folder / "acme.toml")
    path.write_text(path.read_text().replace("internet.download", "internet.downlod"))
    entry = list_profiles(METRICS)[-1]
    assert entry.profile is not None
    assert "Did you mean internet.download?" in str(entry.warnings[0])


def test_a_broken_profile_is_listed_with_its_mistakes_and_spoils_no_other(folder: Path) -> None:
    (folder / "broken.toml").write_text("schema = 1\n")
    write(folder / "good.toml", "good")
    entries = {entry.id: entry for entry in list_profiles(METRICS)}
    assert entries["broken"].profile is None
    assert len(entries["broken"].mistakes) > 3
    assert entries["good"].profile is not None
    assert find_profile(DEFAULT_PROFILE, METRICS).id == DEFAULT_PROFILE
    with pytest.raises(ProfileError) as caught:
        find_profile("broken", METRICS)
    assert caught.value.mistakes == entries["broken"].mistakes


def test_two_profiles_with_one_id_are_an_error_that_names_both_files(folder: Path) -> None:
    first, second = write(folder / "a.toml"), write(folder / "b.toml")
    with pytest.raises(ProfileError) as caught:
        find_profile("acme", METRICS)
    assert str(first) in str(caught.value)
    assert str(second) in str(caught.value)
    good, bad = list_profiles(METRICS)[-2:]
    assert good.profile is not None
    assert (bad.profile, bad.id) == (None, "acme")
    assert str(first) in str(bad.mistakes[0])


def test_nobody_takes_a_shipped_profiles_place(folder: Path) -> None:
    mine = write(folder / "mine.toml", DEFAULT_PROFILE)
    with pytest.raises(ProfileError) as caught:
        find_profile(DEFAULT_PROFILE, METRICS)
    assert str(mine) in str(caught.value)
    assert str(SHIPPED / f"{DEFAULT_PROFILE}.toml") in str(caught.value)
    assert [entry.profile is not None for entry in list_profiles(METRICS)] == [True, True, False]


def test_a_file_is_found_by_its_path(folder: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "handed out.toml")
    plain = write(tmp_path / "without-suffix")
    assert find_profile(str(path), METRICS).id == "acme"
    assert find_profile("handed out.toml", METRICS).id == "acme"
    assert find_profile(plain.name, METRICS).id == "acme"
    assert load_profile(path, METRICS).requirements[0].label.words == "Download"


def test_a_catalogues_profile_comes_before_a_file_of_that_name(folder: Path, tmp_path: Path) -> None:
    write(tmp_path / DEFAULT_PROFILE, "acme")
    assert find_profile(DEFAULT_PROFILE, METRICS).id == DEFAULT_PROFILE
    assert find_profile(f"./{DEFAULT_PROFILE}", METRICS).id == "acme"


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("typical-voice-agnt", "Did you mean typical-voice-agent?"),
        ("Typical-Chat-Agent", "Did you mean typical-chat-agent?"),
        ("acm", "Did you mean acme?"),
        ("zzz", "`deskready profiles` lists"),
        ("", "`deskready profiles` lists"),
        ("x" * 100_000, "`deskready profiles` lists"),
        ("a\x00b", "`deskready profiles` lists"),
    ],
)
def test_a_wrong_name_suggests_the_nearest(folder: Path, name: str, remedy: str) -> None:
    write(folder / "file.toml", "acme")
    with pytest.raises(UsageError) as caught:
        find_profile(name, METRICS)
    assert caught.value.remedy.words.startswith(remedy)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize("name", ["none.toml", "no/such/file", "a\x00b.toml", "x" * 5000 + ".toml", "/dev/zero", "."])
def test_what_cannot_be_read_is_a_usage_error_that_names_it(folder: Path, name: str) -> None:
    with pytest.raises(UsageError) as caught:
        find_profile(name, METRICS)
    assert "\x00" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are made on POSIX systems only")
def test_a_pipe_is_not_waited_for(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    os.mkfifo(folder / "pipe.toml")
    with pytest.raises(UsageError, match="not a file"):
        load_profile(tmp_path / "pipe.toml", METRICS)
    assert "not a file" in str(list_profiles(METRICS)[-1].mistakes[0])


def test_an_endless_file_is_refused_for_its_size(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    with path.open("wb") as file:
        file.truncate(2**40)  # takes no room on the disk
    with pytest.raises(ProfileError, match="larger than 256 KiB"):
        load_profile(path, METRICS)


def test_loading_a_profile_loads_nothing_heavy(folder: Path) -> None:
    code = (
        "import sys; from deskready.store.profiles import find_profile; find_profile('typical-voice-agent', {});"
        "print(*sorted({'textual', 'typer', 'psutil', 'numpy', 'difflib', 'hashlib'} & set(sys.modules)))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.split() == []
