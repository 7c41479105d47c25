from msgspec import structs

from deskready.core.audit.outcome import Outcome
from deskready.core.judge.verdict import Mark
from deskready.core.profile.requirement import Requirement
from deskready.core.words.say import say
from deskready.formats.view import PARTIAL, report_of
from helpers.samples import (
    DOWNLOAD,
    LATENCY,
    PROFILE,
    UPLOAD,
    audit_of,
    measured,
    record,
    run,
    sample_audit,
)


def test_areas_come_in_the_profiles_order_then_the_checks() -> None:
    report = report_of(sample_audit())
    assert [area.title for area in report.areas] == ["Internet", "Computer", "Sound", "Camera", "Workspace", "Network"]
    assert report.notice == say(PARTIAL)
    assert sum(len(area.lines) for area in report.areas) == len(sample_audit().verdicts)
    assert sum(len(area.parts) for area in report.areas) == len(sample_audit().checks)


def test_a_line_says_why_only_where_there_is_no_clear_verdict() -> None:
    lines = {line.label: line for area in report_of(sample_audit()).areas for line in area.lines}
    assert "Why" not in dict(lines["Download"].details)
    assert dict(lines["Delay"].details)["Why"].startswith("48 ms (30 to 130) is too close to the limit")
    assert dict(lines["Noise"].details)["Why"].startswith("No microphone")
    assert dict(lines["Camera"].details)["Why"] == "Left out by --skip."
    assert dict(lines["Room to yourself"].details)["Note"] == "A door that closes."
    assert dict(lines["Delay"].details)["How"] == "50 samples"


def test_a_metric_that_no_check_measures_says_so() -> None:
    profile = structs.replace(PROFILE, requirements=(Requirement("printer.ink", minimum=1.0),))
    (line,) = report_of(audit_of(profile=profile)).areas[0].lines
    assert (line.label, line.value) == ("printer.ink", "not measured")
    assert line.details == (
        ("Why", "no installed check measures this."),
        ("What to do", "Install or enable a check for printer.ink."),
    )


def test_an_earlier_value_never_stands_for_a_later_failure() -> None:
    failed = run(Outcome.FAILED, 2, reason="It broke.", measurements=(measured(DOWNLOAD, 99.0),))
    audit = audit_of(record("internet.speed", "Speed", failed, (DOWNLOAD, UPLOAD)))
    assert audit.verdicts[0].verdict is Mark.UNKNOWN
    area = report_of(audit).areas[0]
    assert area.lines[0].value == "not measured"
    assert area.parts[0].run.details == (("Why", "It broke."), ("Download", "99 Mbit/s"))


def test_values_that_stand_in_a_line_are_not_repeated() -> None:
    audit = audit_of(record("internet.latency", "Delay", run(measurements=(measured(LATENCY, 9.0),)), (LATENCY,)))
    assert report_of(audit).areas[0].parts[0].run.details == ()


def test_only_options_that_somebody_chose_are_told() -> None:
    (speed, *_) = report_of(sample_audit()).areas[0].parts
    assert [value for name, value in speed.run.details if name == "Option"] == [
        "server = http://10.9.8.7/speed (command line)",
        "seconds = 10 (settings)",
    ]
