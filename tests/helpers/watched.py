"""A check in the real program, watched by strace: what its processes write, open, connect to and tell."""

import ast
import json
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

WORKER = "deskready.engine.run.worker"
"""Names the process in which a check runs."""
CALLS = (
    "execve,clone,clone3,fork,vfork,openat,open,creat,memfd_create,socket,connect,prlimit64,setrlimit,"
    "write,writev,pwrite64,pwritev,pwritev2,sendto,sendmsg,sendmmsg,sendfile,splice,copy_file_range,io_uring_setup"
)
"""The system calls by which anything can leave a process, and by which processes begin."""
SECONDS = 60
"""How long a watched run may take."""
OWN_OF_LIBRARIES = re.compile(r"/dev/null|/dev/shm/jack_db-\d+/.*|/memfd:pulseaudio|/dev/(dsp|mixer|snd/).*")
"""What PortAudio, JACK's and PulseAudio's libraries open for themselves."""
_BEGUN = re.compile(r"^(?:clone3?|v?fork)\(.*\) = (\d+)$")
_OPENED = re.compile(r"^(?:openat|open|creat)\(.*O_(?:WRONLY|RDWR|CREAT).* = \d+<([^<>]+)")
_MEMORY = re.compile(r'^memfd_create\("([^"]*)".* = \d+')
_SOCKET = re.compile(r"^socket\(AF_(\w+)")
_CONNECTED = re.compile(r"^connect\(.*\{(.*?)\}, \d+\) = (?:0|-1 EINPROGRESS)")
_SENT = re.compile(r"^(?:p?write\w*|send\w*|splice|copy_file_range)\(\d+<(.+?)>(?:\(deleted\))?, (.*) = (\d+)$")
_TEXT = re.compile(r'^"(.*)"(?:\.\.\.)?, \d+\)')


@dataclass
class Watched:
    """What one check's processes did."""

    status: int = 0
    """The program's exit code."""
    output: str = ""
    """What the program printed."""
    opened: set[str] = field(default_factory=set)
    """Files opened for writing, and nameless memory to share."""
    families: set[str] = field(default_factory=set)
    """Kinds of sockets made."""
    peers: set[str] = field(default_factory=set)
    """What sockets were connected to."""
    written: Counter[str] = field(default_factory=Counter)
    """Bytes by what they were written to."""
    messages: list[dict[str, Any]] = field(default_factory=list)
    """What the check told the program."""
    unfinished: dict[str, bytes] = field(default_factory=dict)
    """The beginning of a message by the pipe that had no room for the rest."""
    core_limits: list[str] = field(default_factory=list)
    """What the size of a core dump was limited to, in order."""
    calls: int = 0
    """System calls seen."""

    def numbers(self) -> int:
        """Numbers that it told: of samples, progress and measurements."""
        return sum(len(re.findall(r"-?\d+\.?\d*(?:[eE][-+]?\d+)?", json.dumps(it))) for it in self.messages)

    def most_points(self) -> int:
        """Points of the longest live series that it told."""
        live = Counter(it["series"] for it in self.messages if it["type"] == "sample" and not it.get("along"))
        return max(live.values(), default=0)

    def longest_text(self) -> int:
        """Characters of the longest text that it told."""
        texts = (value for it in self.messages for value in it.values() if isinstance(value, str))
        return max(map(len, texts), default=0)


def missing() -> str:
    """Why nothing can be watched here, or ""."""
    return "" if shutil.which("strace") else "strace is not installed (apt install strace)"


def watch(
    arguments: Sequence[str], env: Mapping[str, str], folder: Path, cue: str = "", on_cue: Callable[[], object] = int
) -> Watched:
    """Runs the program, and tells what the processes of its checks did.

    Args:
        arguments: Its command line.
        env: Its environment.
        folder: Where it runs, and where the traces are kept.
        cue: A text; as soon as a check says it, `on_cue` is called.
        on_cue: What is to be done then.
    """
    traces = folder / "traces"
    traces.mkdir()
    options = ["-ff", "-qq", "-yy", "--seccomp-bpf", "-s", "1000000", "-o", str(traces / "t"), "-e", f"trace={CALLS}"]
    command = ["strace", *options, sys.executable, "-m", "deskready", *arguments]
    with (folder / "output").open("w+") as output:
        program = subprocess.Popen(
            command, env={**env, "PYTHONDONTWRITEBYTECODE": "1"}, cwd=folder,
            stdin=subprocess.DEVNULL, stdout=output, stderr=output,
        )  # fmt: skip
        until = time.monotonic() + SECONDS
        while cue and program.poll() is None and not _says(traces, cue):
            assert time.monotonic() < until, "the cue never came"
            time.sleep(0.05)
        if cue:
            on_cue()
        try:
            status = program.wait(max(0.1, until - time.monotonic()))
        finally:
            program.kill()
        output.seek(0)
        watched = Watched(status=status, output=output.read())
    for lines in _of_checks({int(path.suffix[1:]): path.read_text().splitlines() for path in traces.iterdir()}):
        for line in lines:
            _note(line, watched)
    return watched


def _says(traces: Path, cue: str) -> bool:
    return any(cue in line for path in traces.iterdir() for line in path.read_text().splitlines() if "pipe:" in line)


def _of_checks(traces: Mapping[int, list[str]]) -> Iterator[list[str]]:
    """The calls of each thread and process that a check's own process began, and of that."""
    begun = {task: [int(m[1]) for line in lines if (m := _BEGUN.match(line))] for task, lines in traces.items()}
    waiting = [task for task, lines in traces.items() if any(WORKER in it and it.startswith("execve") for it in lines)]
    seen = set()
    while waiting:
        task = waiting.pop()
        if task in traces and task not in seen:
            seen.add(task)
            waiting += begun[task]
            yield traces[task]


def _note(line: str, watched: Watched) -> None:
    watched.calls += 1
    if match := _OPENED.match(line):
        watched.opened.add(match[1])
    elif match := _MEMORY.match(line):
        watched.opened.add(f"/memfd:{match[1]}")
    elif match := _SOCKET.match(line):
        watched.families.add(match[1])
    elif match := _CONNECTED.match(line):
        watched.peers.add(match[1])
    elif match := _SENT.match(line):
        watched.written[match[1].partition("<")[0]] += int(match[3])
        if match[1].startswith("pipe:"):
            told = watched.unfinished.pop(match[1], b"") + _written(match[2], int(match[3]))
            *lines, rest = told.split(b"\n") if told.startswith(b'{"type"') else [b""]
            watched.messages += map(json.loads, lines)
            if rest:  # the pipe was full; what is left of the message follows
                watched.unfinished[match[1]] = rest
    elif line.startswith(("prlimit64(0, RLIMIT_CORE, {", "setrlimit(RLIMIT_CORE")):
        watched.core_limits.append(line)


def _written(arguments: str, length: int) -> bytes:
    """What a call wrote: as many of the bytes it was given as there was room for."""
    match = _TEXT.match(arguments)
    return ast.literal_eval(f'b"{match[1]}"')[:length] if match else b""
