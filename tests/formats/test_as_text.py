from msgspec import structs

from deskready.core.audit.walk import map_texts
from deskready.core.clean import has_harmful
from deskready.core.privacy.allow_list import public
from deskready.formats.as_text import COLUMNS, render
from deskready.formats.wrap import width
from helpers.samples import HOSTILE, WHO, sample_audit


def test_no_line_is_wider_than_an_e_mail() -> None:
    for audit in (sample_audit(), public(sample_audit(), who=WHO)):
        assert max(width(line) for line in render(audit).splitlines()) <= COLUMNS


def test_the_verdict_comes_first() -> None:
    first, _, second, *_ = render(sample_audit()).splitlines()
    assert first == "deskready: Not ready: 1 thing to fix"
    assert second == "Partial: not everything that the profile asks about was run."


def test_each_line_has_symbol_word_value_and_what_is_asked() -> None:
    text = render(sample_audit())
    assert "✗ Not good enough   Download: 3.21 Mbit/s (3 to 3.4)\n" in text
    assert "Asked for: at least 10 Mbit/s, better 25 Mbit/s\n" in text
    assert "What to do: Move closer to the router, or use a cable.\n" in text
    assert "Room to yourself: yes [self-reported]" in text
    assert "Judged by     Sample voice agent (sample-voice)\nPublished by  Example Ltd, 2026-11-01\n" in text


def test_earlier_runs_stand_with_time_and_values() -> None:
    text = " ".join(render(sample_audit()).split())
    assert "Earlier run: The check failed, 2.5 s, 2026-11-21 12:01:00 UTC+01:00" in text
    assert "Download: 2.9 Mbit/s Server: CanaryNet speed Upload: not measured: The server refused it." in text
    assert HOSTILE in text


def test_nothing_harmful_is_drawn() -> None:
    hostile = map_texts(sample_audit(), lambda text, _field: text + "\x1b[2J\u202e")
    assert not has_harmful(render(hostile))


def test_an_audit_without_checks_or_requirements_has_a_report() -> None:
    sample = sample_audit()
    profile = structs.replace(sample.profile, requirements=())
    text = render(structs.replace(sample, checks=(), verdicts=(), profile=profile, finished="", partial=False))
    assert "Finished      not yet when this was saved" in text
    assert "Partial" not in text
