"""The sound analysis keeps its accuracy: on theory, on real voices from Debian packages, on scenes of known making."""

from collections.abc import Callable, Iterable

import pytest

from helpers import room_accuracy as room
from helpers import sound_accuracy as sound
from helpers import voice_accuracy as voice
from helpers.scenes import recordings, voices
from helpers.scenes.scenarios import HELD_OUT, SCENES, TUNING
from helpers.scenes.scene import Scene
from helpers.sound_accuracy import Row
from helpers.sound_findings import judged

why_not = recordings.missing() or voices.missing()
pytestmark = [pytest.mark.rig, pytest.mark.skipif(bool(why_not), reason=why_not)]

TABLES = [
    sound.weighting_rows,
    sound.burst_rows,
    sound.echo_rows,
    lambda: voice.p56_rows(quick=True),
    lambda: voice.ratio_rows(quick=True),
    voice.clip_rows,
    voice.bandwidth_rows,
    room.event_rows,
    lambda: room.hum_rows(quick=True),
    lambda: room.voice_rows(quick=True),
]
NAMES = ["weighting", "bursts", "echo", "P.56", "ratio", "clipping", "bandwidth", "events", "hum", "voices"]


@pytest.mark.parametrize("rows", TABLES, ids=NAMES)
def test_every_target_is_held(rows: Callable[[], Iterable[Row]]) -> None:
    assert [row for row in rows() if not row.held] == []


@pytest.mark.parametrize("scene", SCENES[4::18], ids=lambda scene: scene.name)
def test_what_was_put_into_a_scene_is_found(scene: Scene) -> None:
    wrong = {name: answers for name, answers in judged(scene).items() if answers[0] != answers[1]}
    assert wrong == {}


def test_half_of_each_group_is_held_out() -> None:
    assert len({scene.name for scene in SCENES}) == len(SCENES) == len(TUNING) + len(HELD_OUT)
    for group in {scene.group for scene in SCENES}:
        shares = [sum(scene.group == group for scene in half) for half in (TUNING, HELD_OUT)]
        assert shares[0] - shares[1] in (0, 1)
