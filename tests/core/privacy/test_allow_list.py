import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from deskready.core.audit.encoding import encode
from deskready.core.audit.outcome import Outcome
from deskready.core.audit.record import Audit, CheckRecord
from deskready.core.audit.restore import judgement_of
from deskready.core.audit.run import Run
from deskready.core.audit.series import Series
from deskready.core.audit.walk import map_texts
from deskready.core.declare.metric import Measurement
from deskready.core.declare.option import Chosen
from deskready.core.declare.privacy import Privacy
from deskready.core.judge.verdict import Mark, Readiness
from deskready.core.privacy.allow_list import public
from deskready.core.privacy.scrub import Identity
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.message import message, row, sentences
from deskready.core.words.pseudo import PSEUDO
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
    PROFILE,
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


THEIRS = "their.own.method"
"""Id of a message that no catalogue here has."""


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("found 1 thing near Acme Buds", "found 1 thing near [removed]"),
        ("ACME BUDS, found twice: acme buds", "[removed], found twice: [removed]"),
        ("found 1 thing near A. Buds", "[removed]"),
        ("", "[removed]"),
    ],
)
def test_a_name_leaves_no_words_of_a_message_that_is_not_known(words: str, left: str) -> None:
    """Words that do not show the name as it is may show it in another spelling."""
    found = copied(Text(words, THEIRS, {"count": 1, "who": Name("Acme Buds")}))
    assert (found.words, say(found)) == (left, left)
    assert found.id == THEIRS, "a program that knows it says it in any language"
    assert found.values["count"] == 1
    assert "Acme" not in str(found.values)
    assert copied(found) == found


def test_a_name_deep_inside_leaves_no_outer_words_either() -> None:
    inner = SPOKE(name=row(Name("Acme Buds"), Name("Acme")))
    found = copied(Text(f"Look: {inner.words}", THEIRS, {"inner": inner}))
    assert found.words == "Look: Jack the good Linux server spoke through [removed], [removed]."
    assert "Acme" not in str(found)


def test_with_identity_words_that_are_not_known_keep_their_names_but_no_secret() -> None:
    values: dict[str, Part] = {"who": Name("Acme"), "key": Name("S3CRET", Privacy.SECRET)}
    found = copied(Text("Acme said S3CRET", THEIRS, values), include_identity=True)
    assert found.words == "Acme said [removed]"
    assert found.values["who"] == Name("Acme")


def test_a_short_name_is_taken_out_as_a_word() -> None:
    found = copied(Text("an Al was met at all", THEIRS, {"who": Name("Al")}))
    assert found.words == "an [removed] was met at all"


@pytest.mark.parametrize("said", [NOTHING, Text("jack", "sound.kind.jack"), Text("jack", "their.kind.jack")])
def test_a_value_that_the_profile_names_is_no_name(said: Text) -> None:
    """Whatever the person is called; else the verdict in the copy would be another."""
    line = Requirement("computer.system", recommended=("USB", "jack"), level=Level.ADVISORY, label=Text("Microphone"))
    profile = structs.replace(PROFILE, requirements=(line,))
    found = structs.replace(measured(SYSTEM, "jack"), said=said)
    audit = audit_of(record("computer.system", "System", run(measurements=(found,)), (SYSTEM,)), profile=profile)
    shared = public(audit, who=ORDINARY)
    assert shared.checks[0].last.measurements[0].value == "jack"
    assert shared.verdicts == audit.verdicts
    assert shared.readiness is Readiness.READY


def test_the_copy_carries_the_verdict_on_a_value_that_was_redacted() -> None:
    line = Requirement("computer.system", recommended="jack's Linux", level=Level.ADVISORY, label=Text("System"))
    profile = structs.replace(PROFILE, requirements=(line,))
    found = measured(SYSTEM, "zoe-canary's Linux")
    audit = audit_of(record("computer.system", "System", run(measurements=(found,)), (SYSTEM,)), profile=profile)
    (verdict,) = audit.verdicts
    stands = structs.replace(audit, verdicts=(structs.replace(verdict, verdict=Mark.PASS),), readiness=Readiness.READY)
    shared = public(stands, who=WHO)
    assert (shared.verdicts[0].verdict, shared.readiness) == (Mark.PASS, Readiness.READY)
    assert shared.verdicts[0].message.words == "System: [user]'s Linux meets recommended jack's Linux."


def test_a_choice_among_an_options_own_and_the_name_of_a_plot_are_no_names() -> None:
    options = {"kind": Chosen("jack", "command line", Privacy.PUBLIC)}
    plot = Series("download", "Mbit/s", (0.0,), (1.0,), along="Hz")
    last = structs.replace(run(), options=options, series=(plot, structs.replace(plot, name="good jack", along="jack")))
    who = Identity(users=("jack", "download", "hz"))
    (shared,) = public(audit_of(record("internet.speed", "Speed", last, (DOWNLOAD,))), who=who).checks[0].runs
    assert shared.options == options
    assert [(each.name, each.along) for each in shared.series] == [("download", "Hz"), ("good [user]", "[user]")]


def test_what_was_removed_is_said_in_the_readers_language() -> None:
    assert say(copied(SPOKE(name=Name("Acme"))), PSEUDO).count("⟦") == 2
