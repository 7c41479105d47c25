from typing import TypeVar

import pytest
from msgspec import structs

from deskready.core.audit.encoding import encode
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Attempt, Audit, CheckRecord
from deskready.core.audit.restore import judgement_of
from deskready.core.audit.walk import map_texts
from deskready.core.declare.metric import Privacy
from deskready.core.judge.verdict import Mark
from deskready.core.privacy.allow_list import public
from deskready.formats.format import Format
from deskready.formats.registry import FORMATS
from helpers.samples import (
    ADDRESS,
    CANARIES,
    DOWNLOAD,
    SERIAL,
    SSID,
    WHO,
    attempt,
    audit_of,
    measured,
    record,
    sample_audit,
)

SPOKEN = " ".join(CANARIES.values())
#: Texts that are no free text.
IDS = ("metric", "unit", "mark")
T = TypeVar("T", CheckRecord, Attempt)


def planted() -> Audit:
    """The sample with every canary in every free text field of it."""
    audit = sample_audit()

    def plant(text: str, field: str) -> str:
        return text if field in IDS else f"{text} {SPOKEN}"

    def run(found: T) -> T:
        measurements = tuple(
            map_texts(m, plant) if m.privacy is Privacy.PUBLIC else structs.replace(m, method=SPOKEN, label=SPOKEN)
            for m in found.measurements
        )
        gaps = tuple(map_texts(gap, plant) for gap in found.gaps)
        said = {"reason": plant(found.reason, "reason"), "remedy": plant(found.remedy, "remedy")}
        return structs.replace(found, measurements=measurements, gaps=gaps, **said)

    def check(found: CheckRecord) -> CheckRecord:
        attempts = tuple(run(each) for each in found.attempts)
        series = tuple(map_texts(each, plant) for each in found.series)
        return structs.replace(run(found), attempts=attempts, series=series, log=plant(found.log, "log"))

    checks = tuple(check(each) for each in audit.checks)
    verdicts = tuple(structs.replace(v, message=plant(v.message, "message")) for v in audit.verdicts)
    return structs.replace(audit, checks=checks, verdicts=verdicts, machine=map_texts(audit.machine, plant))


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES)
def test_no_canary_leaves(form: Format, canary: str) -> None:
    assert CANARIES["place"] in encode(planted()).decode()
    spelled = (canary, canary.replace("\\", "\\\\"), canary.replace(".", "\\."))
    text = form.render(public(planted(), who=WHO)).lower()
    assert [each for each in spelled if each.lower() in text] == []


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_with_identity_secrets_still_stay(form: Format) -> None:
    text = form.render(public(planted(), True, WHO))
    assert CANARIES["serial"] not in text
    assert CANARIES["SSID"] in text


def test_with_identity_logs_come_without_home_and_user_name() -> None:
    shared = public(sample_audit(), True, WHO)
    log = shared.checks[3].log
    assert log == "dmidecode says [removed] in ~/x for [user]"
    assert CANARIES["public IP"] in shared.checks[0].log
    assert not any(each.log for each in public(sample_audit(), who=WHO).checks)


def test_what_is_personal_becomes_a_gap_that_says_so() -> None:
    wifi = public(sample_audit(), who=WHO).checks[2]
    assert wifi.measurements == ()
    assert [gap.metric for gap in wifi.gaps] == [SSID.id, "network.place", ADDRESS.id]
    assert wifi.gaps[0].reason == "Left out of this copy because it is personal."
    assert wifi.series == ()
    assert public(sample_audit(), True, WHO).checks[2].measurements == sample_audit().checks[2].measurements


def test_the_stricter_of_two_declarations_counts_and_none_means_no() -> None:
    said_public = structs.replace(measured(SSID, "CanaryNet"), privacy=Privacy.PUBLIC)
    said_secret = structs.replace(measured(DOWNLOAD, 3.0), privacy=Privacy.SECRET)
    undeclared = structs.replace(measured(SERIAL, "CanarySerial"), privacy=Privacy.PUBLIC)
    run = attempt(measurements=(said_public, said_secret, undeclared))
    shared = public(audit_of(record("a.b", "A", run, (SSID, DOWNLOAD))), who=WHO).checks[0]
    assert shared.measurements == ()
    assert [gap.metric for gap in shared.gaps] == [SSID.id, DOWNLOAD.id]


def test_options_leave_by_their_class() -> None:
    speed = public(sample_audit(), who=WHO).checks[0]
    assert set(speed.options) == {"seconds", "streams"}
    assert "server" in public(sample_audit(), True, WHO).checks[0].options


def test_verdicts_follow_from_what_is_left() -> None:
    shared = public(sample_audit(), who=WHO)
    assert shared.verdicts == judgement_of(shared).verdicts
    wifi = next(v for v in shared.verdicts if v.metric == SSID.id)
    assert wifi.verdict is Mark.UNKNOWN
    assert next(v for v in sample_audit().verdicts if v.metric == SSID.id).verdict is Mark.FAIL


def test_what_is_public_stays() -> None:
    local, shared = sample_audit(), public(sample_audit(), who=WHO)
    assert shared.checks[0].measurements[1] == local.checks[0].measurements[1]
    assert shared.checks[0].series == local.checks[0].series
    assert [a.outcome for a in shared.checks[0].attempts] == [Outcome.FAILED, Outcome.CANCELLED, Outcome.MEASURED]
    assert shared.machine == local.machine
    assert shared.profile == local.profile


@pytest.mark.parametrize("include_identity", [False, True])
def test_sharing_again_changes_nothing(include_identity: bool) -> None:
    shared = public(planted(), include_identity, WHO)
    assert public(shared, include_identity, WHO) == shared


def test_a_mark_that_is_none_does_not_leave() -> None:
    audit = sample_audit()
    odd = structs.replace(audit, machine=structs.replace(audit.machine, mark="my laptop"))
    assert public(odd, who=WHO).machine.mark == ""
