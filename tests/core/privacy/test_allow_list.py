import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.audit.encoding import encode
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit, CheckRecord
from deskready.core.audit.restore import judgement_of
from deskready.core.audit.run import Run
from deskready.core.audit.walk import map_texts
from deskready.core.declare.metric import Measurement
from deskready.core.declare.privacy import Privacy
from deskready.core.judge.verdict import Mark
from deskready.core.privacy.allow_list import public
from deskready.core.privacy.scrub import Identity
from deskready.core.words.message import message, row, sentences
from deskready.core.words.say import say
from deskready.core.words.text import NOTHING, Name, Part, Quantity, Text
from deskready.formats.format import Format
from deskready.formats.registry import FORMATS
from helpers.any_text import good, names
from helpers.samples import (
    ADDRESS,
    CANARIES,
    DOWNLOAD,
    PLACE,
    SERIAL,
    SSID,
    SYSTEM,
    WHO,
    audit_of,
    measured,
    record,
    run,
    sample_audit,
)

SPOKEN = " ".join(CANARIES.values())
#: Texts that are no free text.
IDS = ("metric", "unit", "mark", "id")


def plant(text: str, field: str) -> str:
    return text if field in IDS else f"{text} {SPOKEN}"


def planted() -> Audit:
    """The sample with every canary in every free text field of it."""
    audit = sample_audit()

    def measurement(found: Measurement) -> Measurement:
        if found.privacy is not Privacy.PUBLIC:
            return structs.replace(found, method=Text(SPOKEN), label=Text(SPOKEN), surer=Text(SPOKEN))
        filled = map_texts(found, plant)
        return filled if isinstance(found.value, str) else structs.replace(filled, said=NOTHING)

    def run(found: Run, last: bool) -> Run:
        return structs.replace(
            found,
            measurements=tuple(measurement(each) for each in found.measurements),
            gaps=tuple(map_texts(gap, plant) for gap in found.gaps),
            reason=map_texts(found.reason, plant),
            remedy=map_texts(found.remedy, plant),
            series=tuple(map_texts(each, plant) for each in found.series),
            log=plant(found.log, "log") if last else found.log,
        )

    def check(found: CheckRecord) -> CheckRecord:
        return structs.replace(found, runs=tuple(run(each, each is found.last) for each in found.runs or (Run(),)))

    checks = tuple(check(each) for each in audit.checks)
    verdicts = tuple(structs.replace(v, message=map_texts(v.message, plant)) for v in audit.verdicts)
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
    log = shared.checks[3].last.log
    assert log == "dmidecode says [removed] in ~/x for [user]"
    assert CANARIES["public IP"] in shared.checks[0].last.log
    assert not any(run.log for each in public(sample_audit(), who=WHO).checks for run in each.runs)


def test_what_is_personal_becomes_a_gap_that_says_so() -> None:
    wifi = public(sample_audit(), who=WHO).checks[2].last
    assert wifi.measurements == ()
    assert [gap.metric for gap in wifi.gaps] == [SSID.id, "network.place", ADDRESS.id]
    assert wifi.gaps[0].reason.words == "Left out of this copy because it is personal."
    assert wifi.series == ()
    assert public(sample_audit(), True, WHO).checks[2].last.measurements == sample_audit().checks[2].last.measurements


def test_the_stricter_of_two_declarations_counts_and_none_means_no() -> None:
    said_public = structs.replace(measured(SSID, "CanaryNet"), privacy=Privacy.PUBLIC)
    said_secret = structs.replace(measured(DOWNLOAD, 3.0), privacy=Privacy.SECRET)
    undeclared = structs.replace(measured(SERIAL, "CanarySerial"), privacy=Privacy.PUBLIC)
    last = run(measurements=(said_public, said_secret, undeclared))
    shared = public(audit_of(record("a.b", "A", last, (SSID, DOWNLOAD))), who=WHO).checks[0].last
    assert shared.measurements == ()
    assert [gap.metric for gap in shared.gaps] == [SSID.id, DOWNLOAD.id]


def test_options_leave_by_their_class() -> None:
    speed = public(sample_audit(), who=WHO).checks[0].last
    assert set(speed.options) == {"seconds", "streams"}
    assert "server" in public(sample_audit(), True, WHO).checks[0].last.options


def test_verdicts_follow_from_what_is_left() -> None:
    shared = public(sample_audit(), who=WHO)
    assert shared.verdicts == judgement_of(shared).verdicts
    wifi = next(v for v in shared.verdicts if v.metric == SSID.id)
    assert wifi.verdict is Mark.UNKNOWN
    assert next(v for v in sample_audit().verdicts if v.metric == SSID.id).verdict is Mark.FAIL


def test_what_is_public_stays() -> None:
    local, shared = sample_audit(), public(sample_audit(), who=WHO)
    assert shared.checks[0].last.measurements[1] == local.checks[0].last.measurements[1]
    assert shared.checks[0].last.series == local.checks[0].last.series
    assert [each.outcome for each in shared.checks[0].runs[:-1]] == [
        Outcome.FAILED,
        Outcome.CANCELLED,
        Outcome.MEASURED,
    ]
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


#: Names of people and computers that are words of ordinary sentences, too.
ORDINARY = Identity(homes=("/home/jack",), users=("jack", "linux", "good", "the"), hosts=("through", "server"))
SPOKE = message("test.spoke", "Jack the good Linux server spoke through {name}.")
NESTED = message("test.nested", "No good: {reason}")


def copied(reason: Text, who: Identity = WHO, include_identity: bool = False, **more: object) -> Text:
    """What becomes of a reason in a copy that leaves."""
    last = structs.replace(run(Outcome.UNAVAILABLE), reason=reason, **more)
    audit = audit_of(record("internet.speed", "Speed", last, (DOWNLOAD, SSID)))
    return public(audit, include_identity, who).checks[0].last.reason


@pytest.mark.parametrize(
    ("privacy", "include_identity", "stays"),
    [
        (Privacy.PUBLIC, False, True),
        (Privacy.PSEUDONYMOUS, False, False),
        (Privacy.PERSONAL, False, False),
        (Privacy.SECRET, False, False),
        (Privacy.PUBLIC, True, True),
        (Privacy.PSEUDONYMOUS, True, True),
        (Privacy.PERSONAL, True, True),
        (Privacy.SECRET, True, False),
    ],
)
def test_a_name_in_a_message_leaves_by_its_class(privacy: Privacy, include_identity: bool, stays: bool) -> None:
    found = copied(SPOKE(name=Name("Acme Buds", privacy)), include_identity=include_identity)
    shown = "Acme Buds" if stays else "[removed]"
    assert found.words == say(found) == f"Jack the good Linux server spoke through {shown}."
    assert found.id == SPOKE.id, "it can still be said in another language"


@pytest.mark.parametrize("include_identity", [False, True])
def test_the_words_of_a_message_are_never_taken_for_names(include_identity: bool) -> None:
    """Whatever the person and the computer are called."""
    found = SPOKE(name=Quantity(3, "ms"))
    assert copied(found, ORDINARY, include_identity) == found
    inner = NESTED(reason=SPOKE(name=row(Name("the good jack", Privacy.PUBLIC), 3)))
    assert copied(inner, ORDINARY, include_identity) == inner


def test_plain_words_are_scrubbed_as_free_text() -> None:
    found = copied(Text("jack found no LINUX server in /home/jack/x at 203.0.113.77, goodness."), ORDINARY)
    assert found == Text("[user] found no [user] [computer] in ~/x at [address], goodness.")
    assert copied(Text("jack at 203.0.113.77"), ORDINARY, include_identity=True) == Text("jack at 203.0.113.77")


@pytest.mark.parametrize(
    "reason",
    [
        Text(SPOKEN),
        Text(SPOKEN, "their.own", {"name": Name("Acme", Privacy.PUBLIC)}),
        Text(SPOKEN, SPOKE.id),
        Text(SPOKEN, SPOKE.id, {"server": Name("Acme", Privacy.PUBLIC)}),
        NESTED(reason=Text(SPOKEN)),
        NESTED(reason=Text(SPOKEN, "their.own")),
        NESTED(reason=Text(SPOKEN, SPOKE.id)),
        NESTED(reason=row(Text(SPOKEN), SPOKE(name=Text(SPOKEN)))),
        sentences(SPOKE(name=3), SPOKEN),
        SPOKE(name=Name(SPOKEN)),
        row(Name(SPOKEN), Name(SPOKEN, Privacy.SECRET)),
    ],
    ids=[
        "plain",
        "of a message that is not known",
        "of a known one that lacks its value",
        "of a known one with another value",
        "plain inside",
        "not known inside",
        "lacking inside",
        "deeper inside",
        "plain beside",
        "name",
        "names in a row",
    ],
)
def test_no_canary_leaves_in_a_sentence(reason: Text) -> None:
    ssid = measured(SSID, CANARIES["SSID"])
    serial, place = measured(SERIAL, CANARIES["serial"]), measured(PLACE, float(CANARIES["place"]))
    last = structs.replace(run(), reason=reason, measurements=(ssid, serial, place))
    audit = audit_of(record("internet.speed", "Speed", last, (SSID, SERIAL, PLACE)))
    shared = encode(public(audit, who=WHO)).decode()
    assert [canary for canary in CANARIES.values() if canary.replace("\\", "\\\\") in shared] == []


def test_a_value_that_was_left_out_stands_in_no_public_name_either() -> None:
    """The stricter of two declarations counts."""
    ssid = (measured(SSID, "CanaryNet-5G"),)
    found = copied(SPOKE(name=Name("canarynet-5g", Privacy.PUBLIC)), measurements=ssid)
    assert found.words == "Jack the good Linux server spoke through [removed]."
    kept = copied(SPOKE(name=Name("canarynet-5g", Privacy.PUBLIC)), include_identity=True, measurements=ssid)
    assert kept.words == "Jack the good Linux server spoke through canarynet-5g."


def test_the_words_of_a_declaration_are_not_redacted() -> None:
    remedies = {DOWNLOAD.id: "Ask jack."}
    audit = audit_of(record("internet.speed", "The good server", run(), (DOWNLOAD,), remedies=remedies))
    check = structs.replace(audit.checks[0], why=SPOKE(name=Name("Acme")))
    shared = public(structs.replace(audit, checks=(check,)), who=ORDINARY).checks[0]
    assert (shared.title.words, shared.remedies[DOWNLOAD.id].words) == ("The good server", "Ask jack.")
    assert shared.why.words == "Jack the good Linux server spoke through [removed]."


def test_a_value_that_is_a_sentence_leaves_as_it_reads() -> None:
    said = SPOKE(name=Name("Acme"))
    found = structs.replace(measured(SYSTEM, said.words), said=said)
    audit = audit_of(record("computer.system", "System", run(measurements=(found,)), (SYSTEM,)))
    (shared,) = public(audit, who=ORDINARY).checks[0].last.measurements
    assert shared.value == shared.said.words == "Jack the good Linux server spoke through [removed]."
    assert shared.said.id == SPOKE.id


def test_a_number_leaves_as_a_number_whatever_is_said_of_it() -> None:
    found = structs.replace(measured(DOWNLOAD, 3.0), said=Text("All is well."))
    audit = audit_of(record("internet.speed", "Speed", run(measurements=(found,)), (DOWNLOAD,)))
    (shared,) = public(audit, who=WHO).checks[0].last.measurements
    assert (shared.value, shared.said) == (3.0, NOTHING)


@given(good(st.just(CANARIES["public IP"]), names(st.just(CANARIES["public IP"]), st.just(Privacy.PERSONAL))))
def test_whatever_the_shape_of_a_text_its_personal_words_stay_here(reason: Text) -> None:
    found = copied(reason)
    assert CANARIES["public IP"] not in found.words
    assert CANARIES["public IP"] not in say(found)
    assert copied(found) == found


@given(st.lists(names(privacy=st.just(Privacy.PUBLIC)) | st.builds(Quantity, st.integers(0, 9)), max_size=4))
def test_what_is_public_in_a_message_is_said_as_before(parts: list[Part]) -> None:
    found = NESTED(reason=SPOKE(name=row(*parts)))
    assert copied(found, ORDINARY) == found
