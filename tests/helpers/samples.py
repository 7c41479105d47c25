"""A fixed audit that holds everything an audit can hold: every outcome and verdict, private and hostile texts."""

from msgspec import structs

from deskready.core.audit.outcome import Failure, Outcome
from deskready.core.audit.record import SCHEMA, Audit, CheckRecord, Machine, Tool
from deskready.core.audit.restore import judgement_of
from deskready.core.audit.run import Run
from deskready.core.audit.series import Series
from deskready.core.declare.metric import Better, Gap, Kind, Measurement, Metric
from deskready.core.declare.option import Chosen
from deskready.core.declare.privacy import Privacy
from deskready.core.declare.unit import Unit
from deskready.core.judge.verdict import Readiness
from deskready.core.privacy.scrub import Identity
from deskready.core.profile.profile import Profile
from deskready.core.profile.requirement import Level, Requirement
from deskready.core.words.text import Text, text_of

WHO = Identity(homes=("/home/zoe-canary",), users=("zoe-canary",), hosts=("canary-laptop",))
"""Whose machine the sample was made on."""
CANARIES = {
    "MAC": "AA:BB:CC:12:34:56",
    "MAC, dashes": "aa-bb-cc-12-34-57",
    "MAC, Cisco": "aabb.cc12.3458",
    "SSID": "CanaryNet-5G",
    "public IP": "203.0.113.77",
    "public IPv6": "2001:db8:cafe::77",
    "serial": "SN-CANARY-0042",
    "host name": "canary-laptop",
    "user name": "zoe-canary",
    "home": "/home/zoe-canary",
    "another's home": "C:\\Users\\Other Canary\\AppData",
    "e-mail": "zoe@canary.example",
    "place": "52.5200071",
}
"""What must never leave without being asked for, by what it is."""
HOSTILE = (
    "# [x](javascript:alert(1)) ![i](http://evil.example/p.png) <img src=x onerror=alert(1)> | `a` **b** [/] $accent"
)
"""A name that tries to be Markdown, HTML, Textual markup and a table cell's end, as `clean` lets it through."""

DOWNLOAD = Metric("internet.download", "Download", Unit.MBIT_S, Better.HIGHER)
UPLOAD = Metric("internet.upload", "Upload", Unit.MBIT_S, Better.HIGHER)
SERVER = Metric("internet.server", "Server", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
LATENCY = Metric("internet.latency", "Delay", Unit.MILLISECOND, Better.LOWER)
LOSS = Metric("internet.loss", "Packet loss", Unit.PERCENT, Better.LOWER)
SSID = Metric("network.wifi.ssid", "Wi-Fi name", kind=Kind.TEXT, privacy=Privacy.PERSONAL)
PLACE = Metric("network.place", "Latitude", kind=Kind.NUMBER, privacy=Privacy.PERSONAL)
ADDRESS = Metric("network.address", "Hardware address", kind=Kind.TEXT, privacy=Privacy.PSEUDONYMOUS)
SERIAL = Metric("computer.serial", "Serial number", kind=Kind.TEXT, privacy=Privacy.SECRET)
MEMORY = Metric("computer.memory", "Installed memory", Unit.BYTE, Better.HIGHER)
CORES = Metric("computer.cores", "Processor cores", better=Better.HIGHER)
SYSTEM = Metric("computer.system", "Operating system", kind=Kind.TEXT)
NOISE = Metric("sound.noise.la90", "Background noise", Unit.DBA, Better.LOWER)
VOICE = Metric("sound.voice.snr", "Voice over noise", Unit.DB, Better.HIGHER)
CAMERA = Metric("camera.present", "Camera", kind=Kind.FLAG)
QUIET = Metric("workspace.quiet", "Room to yourself", kind=Kind.FLAG)
LIGHT = Metric("workspace.light", "Light", kind=Kind.TEXT)

PROFILE = Profile(
    id="sample-voice",
    title="Sample voice agent",
    publisher="Example Ltd",
    source="Example Ltd, equipment policy, page 4",
    date="2026-11-01",
    description="For tests.",
    requirements=(
        Requirement("internet.download", minimum=10.0, recommended=25.0, unit="Mbit/s", label=Text("Download")),
        Requirement(
            "internet.upload", minimum=2.0, recommended=5.0, source="Policy 4", unit="Mbit/s", label=Text("Upload")
        ),
        Requirement(
            "internet.latency", maximum=100.0, recommended=50.0, source="Policy 4", unit="ms", label=Text("Delay")
        ),
        Requirement("internet.loss", maximum=1.0, level=Level.ADVISORY, unit="%", label=Text("Packet loss")),
        Requirement(
            "computer.memory", minimum=8e9, recommended=16e9, source="Policy 5", unit="B", label=Text("Memory")
        ),
        Requirement("computer.system", allowed=("Linux", "macOS"), unit="", label=Text("Operating system")),
        Requirement(
            "sound.noise.la90", maximum=55.0, recommended=45.0, source="ISO 9241-6", unit="dBA", label=Text("Noise")
        ),
        Requirement(
            "sound.voice.snr", minimum=15.0, level=Level.WHEN_MEASURED, unit="dB", label=Text("Voice over noise")
        ),
        Requirement("camera.present", allowed=(True,), level=Level.ADVISORY, label=Text("Camera")),
        Requirement("workspace.quiet", allowed=(True,), label=Text("Room to yourself"), note="A door that closes."),
        Requirement("workspace.light", recommended=("bright", "even"), level=Level.ADVISORY, label=Text("Light")),
        Requirement("workspace.chair", allowed=(True,), level=Level.ADVISORY, label=Text("Chair")),
        Requirement("network.wifi.ssid", allowed=("OfficeNet",), level=Level.ADVISORY, label=Text("Wi-Fi name")),
    ),
    options={"sound.noise": {"seconds": 10}},
)
"""Requirements of every shape."""

_NOON = "2026-11-21T12:{minute:02}:00+01:00"


def measured(metric: Metric, value: float | str | bool, **more: float | str | bool) -> Measurement:
    """A measurement of a metric, not verified and not cleaned."""
    found = Measurement(metric.id, text_of(metric.label), value, metric.unit.value, privacy=metric.privacy)
    texts = {name: Text(str(more[name])) for name in ("method", "surer") if name in more}
    return structs.replace(found, **more | texts)


def run(outcome: Outcome = Outcome.MEASURED, minute: int = 0, **more: object) -> Run:
    """A run that ended at that minute past noon."""
    blank = Run(outcome, finished=_NOON.format(minute=minute), seconds=2.5)
    texts = {name: Text(str(more[name])) for name in ("reason", "remedy") if name in more}
    return structs.replace(blank, **more | texts)


def record(
    check_id: str,
    title: str,
    last: Run | None,
    metrics: tuple[Metric, ...],
    *,
    earlier: tuple[Run, ...] = (),
    remedies: dict[str, str] | None = None,
    **more: object,
) -> CheckRecord:
    """A check with its runs; what else is given belongs to the last."""
    runs = (*earlier, structs.replace(last, **more)) if last else ()
    texts = {metric: Text(remedy) for metric, remedy in (remedies or {}).items()}
    return CheckRecord(check_id, Text(title), Text(f"Why {title} matters."), "0.1.0", texts, metrics, runs)


def audit_of(*checks: CheckRecord, profile: Profile = PROFILE) -> Audit:
    """An audit of these checks, judged."""
    blank = Audit(
        schema=SCHEMA,
        tool=Tool("deskready", "0.1.0"),
        id="3f0e9d5a-6a5c-4d0e-9a64-2b1f6f5a7c11",
        started=_NOON.format(minute=0),
        finished=_NOON.format(minute=9),
        machine=Machine("Debian GNU/Linux 12 (bookworm), Linux 6.1.0", "x86_64", "3.11.7", "5" * 64),
        profile=profile,
        profile_hash=profile.hash,
        readiness=Readiness.UNDECIDED,
        partial=False,
        checks=checks,
        verdicts=(),
    )
    found = judgement_of(blank)
    return structs.replace(blank, readiness=found.readiness, partial=found.partial, verdicts=found.verdicts)


def sample_audit() -> Audit:
    """The sample: the local record, with everything private still in it."""
    spoken = ", ".join(CANARIES.values())
    speed = record(
        "internet.speed",
        "Internet speed",
        run(
            minute=5,
            measurements=(
                measured(DOWNLOAD, 3.21, low=3.0, high=3.4, samples=31, method=f"through {CANARIES['public IP']}"),
                measured(UPLOAD, 5.5, low=5.0, high=6.0, samples=30, method="HTTPS"),
                measured(SERVER, HOSTILE),
            ),
            options={
                "server": Chosen("http://10.9.8.7/speed", "command line", Privacy.PERSONAL),
                "seconds": Chosen(10, "settings"),
                "streams": Chosen(4),
            },
        ),
        (DOWNLOAD, UPLOAD, SERVER),
        remedies={"internet.download": "Move closer to the router, or use a cable."},
        earlier=(
            run(
                Outcome.FAILED,
                1,
                failure=Failure.TIMEOUT,
                reason="The check took too long and was stopped.",
                remedy="Run it again.",
                measurements=(measured(DOWNLOAD, 2.0, samples=3),),
            ),
            run(Outcome.CANCELLED, 2),
            run(
                minute=3,
                measurements=(measured(DOWNLOAD, 2.9), measured(SERVER, "CanaryNet speed")),
                gaps=(Gap("internet.upload", Text("The server refused it."), Text("Choose another server.")),),
            ),
        ),
        series=(Series("download", "Mbit/s", (0.1, 0.2, 0.3), (2.0, 3.5, 3.25)),),
        log=f"GET / 200\n\tretry {spoken}\n```\n# not a heading\n",
    )
    checks = (
        speed,
        record(
            "internet.latency",
            "Internet delay",
            run(
                minute=1,
                measurements=(measured(LATENCY, 48.0, low=30.0, high=130.0, samples=50),),
                gaps=(Gap("internet.loss", Text(f"No answer from {spoken}"), Text(f"Ask {spoken}")),),
            ),
            (LATENCY, LOSS),
        ),
        record(
            "network.wifi",
            "Wi-Fi",
            run(
                minute=1,
                measurements=(
                    measured(SSID, CANARIES["SSID"]),
                    measured(PLACE, float(CANARIES["place"])),
                    measured(ADDRESS, CANARIES["MAC"]),
                ),
            ),
            (SSID, PLACE, ADDRESS),
            series=(Series("Latitude", "", (0.1,), (52.5,)),),
        ),
        record(
            "computer.memory",
            "Memory",
            run(
                measurements=(
                    measured(MEMORY, 8_254_390_272),
                    measured(CORES, 4),
                    measured(SERIAL, CANARIES["serial"]),
                ),
            ),
            (MEMORY, CORES, SERIAL),
            log=f"dmidecode says {CANARIES['serial']} in {CANARIES['home']}/x for {CANARIES['user name']}",
        ),
        record("computer.system", "System", run(measurements=(measured(SYSTEM, "Linux"),)), (SYSTEM,)),
        record(
            "sound.noise",
            "Background noise",
            run(Outcome.UNAVAILABLE, 4, reason=f"No microphone {spoken}", remedy=f"Connect one {spoken}"),
            (NOISE,),
        ),
        record(
            "sound.voice",
            "Voice",
            run(Outcome.FAILED, 4, failure=Failure.CRASH, reason="The check crashed.", remedy="Run it again."),
            (VOICE,),
            log="Traceback: 東京 " + "界" * 60,
        ),
        record(
            "camera.present",
            "Camera",
            run(Outcome.SKIPPED, 4, seconds=0.0, reason="Left out by --skip."),
            (CAMERA,),
        ),
        record(
            "workspace.room",
            f"Room {HOSTILE}"[:60],
            run(
                minute=6,
                measurements=(
                    measured(QUIET, True, self_reported=True),
                    measured(LIGHT, "dim", self_reported=True),
                ),
            ),
            (QUIET, LIGHT),
        ),
        record("workspace.desk", "Desk", None, (Metric("workspace.chair", "Chair", kind=Kind.FLAG),)),
        record("workspace.cancelled", "Cancelled one", run(Outcome.CANCELLED, 7), ()),
    )
    return audit_of(*checks)
