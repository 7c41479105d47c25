"""Measures how long names take to be looked up, and what each name server makes of them."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from deskready.plugin import Context, Gap, Measurement, Name, Quantity, Text, Unavailable, Unit, message, row, text
from deskready_checks.internet.dns import metrics
from deskready_checks.internet.dns.metrics import REMEDY
from deskready_checks.internet.dns.query import (
    Answer,
    Trouble,
    ask,
    ask_system,
    configured,
    parse_resolvers,
    random_name,
    refuted,
)
from deskready_checks.internet.probe.advice import CONNECT, OFFLINE, also
from deskready_checks.internet.probe.causes import NAMES_FAIL, NAMES_WORK, NO_NETWORK, PORTAL
from deskready_checks.internet.probe.delay import percentile
from deskready_checks.internet.probe.figures import Figure, share
from deskready_checks.internet.probe.interval import median_interval
from deskready_checks.internet.probe.names import KNOWN, Names, look_at_names
from deskready_checks.internet.probe.route import has_route
from deskready_checks.internet.probe.stun import Address

_GIVE_UP = 2
"""So many failures before any good answer, and a name server is not asked again."""
_GIVE_UP_LATER = 4
"""So many where there were good ones."""
_SPARE_SECONDS = 15.0
"""What is kept of the time for the last questions."""
_MOST_RESOLVERS = 6
_SYSTEM_SECONDS = 6.0
"""How long the system may take for a name; with a dead first name server, most ask the second after 5 s."""
DOMAIN_USUAL = KNOWN[0]
"""What names are made up under where nobody chose another domain."""
_UNREGISTERED = "com"
"""A random name right under it is nobody's: who gives it an address makes it up."""
_MEDIAN = message("internet.dns.median", "median; {whom}, names that no cache has")
_SERVER = message("internet.dns.server", "{server}: {said}")
_TIMES = message("internet.dns.times", "{times} × {trouble}")
_LOOKUP = text("internet.plot.lookup", "Lookup")
_NAME_SERVER = message("internet.plot.name-server", "Name server {number}")
_LOOKING_UP = text("internet.dns.looking-up", "Looking up names")
_BY_SYSTEM = text("internet.dns.by-system", "the system's own resolver")
_BY_SERVERS = text("internet.dns.by-servers", "name servers directly")
_NONE_DIRECTLY = text("internet.dns.none-directly", "No name server could be asked directly.")
_NOBODYS_NAME = text("internet.dns.nobodys-name", "a random name that nobody owns")
_REASON = {
    Trouble.SILENT: text("internet.dns.all-silent", "The name servers do not answer (DNS)."),
    Trouble.REFUSED: text("internet.dns.all-refuse", "The name servers refuse to answer (DNS)."),
    Trouble.BROKEN: text("internet.dns.all-broken", "The name servers answer with an error (DNS)."),
    Trouble.GARBAGE: text("internet.dns.no-server", "What answers is no name server (DNS)."),
    Trouble.DENIED: text("internet.dns.all-denied", "The name servers deny names that everybody knows (DNS)."),
    Trouble.MADE_UP: text(
        "internet.dns.all-made-up", "Every name is answered with one and the same address, as by a login page (DNS)."
    ),
}
"""Why no name could be looked up, by what was met most."""
_UNTOLD = text("internet.dns.untold", "This system tells no name server.")
_DIRECTLY = text("internet.dns.directly", "asked directly")
_SERVERS_MEDIAN = text("internet.dns.servers-median", "its median, asked directly")


@dataclass(frozen=True)
class Asked:
    """What one name server, or the system, made of all questions."""

    whom: str
    """Its address, or "" for the system; personal."""
    answers: tuple[Answer, ...]

    @property
    def times(self) -> list[float]:
        """Milliseconds of the good answers, ascending."""
        return sorted(answer.ms for answer in self.answers if answer.ms is not None)

    @property
    def troubles(self) -> Counter[Trouble]:
        """How often each trouble was met."""
        return Counter(answer.trouble for answer in self.answers if answer.ms is None and answer.trouble)


def measure(context: Context, resolvers: str, domain: str, count: int) -> Iterator[Measurement | Gap]:
    """Asks the system, then each name server, then for a name that nobody owns.

    Args:
        context: Of the run.
        resolvers: Addresses of name servers between blanks, or "" for the system and its own.
        domain: What names are made up under.
        count: How many names to look up, of each kind of address.

    Raises:
        Unavailable: There is no way to the internet, or not one name could be looked up.
    """
    chosen = parse_resolvers(resolvers)
    if not chosen and not has_route():
        raise Unavailable(OFFLINE, remedy=CONNECT, cause=NO_NETWORK)
    context.progress(0.0, _LOOKING_UP)
    servers = (chosen or configured())[:_MOST_RESOLVERS]
    system = None if chosen else _system_answers(context, domain, count)
    direct = [_server_answers(context, number, server, domain, count) for number, server in enumerate(servers, 1)]
    asked = [system] if system else direct
    yield from _headline(asked)
    yield from _each(direct)
    yield _rewriting(servers, direct)
    if asked and not any(one.times for one in asked):
        raise _nothing(asked)


def _system_answers(context: Context, domain: str, count: int) -> Asked:
    if trouble := _trouble_with_known(domain):
        return Asked("", (Answer(None, trouble),))
    return Asked("", _ask_all(context, [partial(_ask_system, domain)] * count, "lookup", _LOOKUP))


def _trouble_with_known(domain: str) -> Trouble | None:
    """What keeps names that exist from being looked up: a quick answer that denies them is no good one."""
    public = domain == DOMAIN_USUAL
    answers = []
    for name in KNOWN if public else (domain,):
        answers.append(refuted(ask_system(f"{name.strip('.')}.", _SYSTEM_SECONDS)))
        if answers[-1].ms is not None:
            return Trouble.MADE_UP if public and look_at_names() is Names.MADE_UP else None
        if answers[-1].trouble is Trouble.SILENT:  # the next would take as long
            break
    return answers[-1].trouble


def _server_answers(context: Context, number: int, server: Address, domain: str, count: int) -> Asked:
    series = f"name server {number}"  # no words: a series
    known = refuted(ask(server, f"{domain.strip('.')}.", "A"))
    if known.trouble is Trouble.DENIED:
        return Asked(server.host, (known,))
    questions = [partial(_ask_server, server, domain, kind) for kind in ("A", "AAAA")] * count
    return Asked(server.host, _ask_all(context, questions, series, _NAME_SERVER(number=number)))


def _headline(asked: Sequence[Asked]) -> Iterator[Measurement | Gap]:
    """The time as a person meets it, and how often there was no answer."""
    answers = tuple(answer for one in asked for answer in one.answers)
    together = Asked("", answers)
    times = together.times
    whom = _BY_SYSTEM if len(asked) == 1 and not asked[0].whom else _BY_SERVERS
    if not answers:
        for metric in (metrics.MEDIAN, metrics.P95, metrics.FAILURES):
            yield metric.unavailable(_UNTOLD, remedy=REMEDY)
        return
    if times:
        middle = Figure(percentile(times, 50), *median_interval(times), len(times))
        denies = NAMES_WORK if whom is _BY_SYSTEM else ()
        yield middle.measured(metrics.MEDIAN, _MEDIAN(whom=whom), denies=denies)
        yield metrics.P95.measured(percentile(times, 95), samples=len(times), method=whom, denies=denies)
    else:
        for metric in (metrics.MEDIAN, metrics.P95):
            yield metric.unavailable(_reason(together.troubles), remedy=REMEDY)
    denies = NAMES_WORK if times and whom is _BY_SYSTEM else ()
    yield share(len(answers) - len(times), len(answers)).measured(metrics.FAILURES, whom, denies=denies)


def _each(direct: Sequence[Asked]) -> Iterator[Measurement | Gap]:
    """What tells the name servers apart."""
    medians = [percentile(one.times, 50) for one in direct if one.times]
    if medians:
        yield metrics.SLOWEST.measured(max(medians), samples=len(medians), method=_SERVERS_MEDIAN)
    else:
        yield metrics.SLOWEST.unavailable(_NONE_DIRECTLY)
    if not direct:
        yield metrics.DEAD.unavailable(_UNTOLD)
        yield metrics.RESOLVERS.unavailable(_UNTOLD)
        return
    yield metrics.DEAD.measured(len(direct) - len(medians), samples=len(direct), method=_DIRECTLY)
    yield metrics.RESOLVERS.measured(also(*(_sentence(one) for one in direct)))


def _rewriting(servers: Sequence[Address], direct: Sequence[Asked]) -> Measurement | Gap:
    """Whether somebody makes up addresses."""
    working = [server for server, one in zip(servers, direct, strict=True) if one.times]
    found = [ask(server, random_name(_UNREGISTERED), "A") for server in working]
    if not any(answer.ms is not None for answer in found):
        return metrics.REWRITING.unavailable(_NONE_DIRECTLY)
    return metrics.REWRITING.measured(any(answer.found for answer in found), method=_NOBODYS_NAME)


def _ask_system(domain: str) -> Answer:
    return ask_system(random_name(domain), _SYSTEM_SECONDS)


def _ask_server(server: Address, domain: str, kind: str) -> Answer:
    return ask(server, random_name(domain), kind)


def _ask_all(
    context: Context, questions: Sequence[Callable[[], Answer]], series: str, title: Text
) -> tuple[Answer, ...]:
    """The answers to questions, one after the other; ends early where it is hopeless or where that is asked for."""
    found: list[Answer] = []
    for question in questions:
        found.append(answer := question())
        if answer.ms is not None:
            context.sample(series, answer.ms, Unit.MILLISECOND, title=title)
        failed = sum(one.ms is None for one in found)
        hopeless = failed >= (_GIVE_UP if failed == len(found) else _GIVE_UP_LATER)
        if context.concluded or hopeless or time.monotonic() + _SPARE_SECONDS > context.deadline:
            break
    return tuple(found)


def _reason(troubles: Counter[Trouble]) -> Text:
    """Why no name could be looked up."""
    (trouble, _), *_ = troubles.most_common(1) or [(Trouble.SILENT, 0)]
    return _REASON[trouble]


def _nothing(asked: Sequence[Asked]) -> Unavailable:
    """Why not one name could be looked up; that of the system's own servers keeps every program from the internet."""
    troubles = Counter(trouble for one in asked for trouble in one.troubles.elements())
    by_system = any(not one.whom for one in asked)
    if Trouble.MADE_UP in troubles:
        return Unavailable(_reason(troubles), remedy=PORTAL.remedy, cause=PORTAL.by(_reason(troubles)))
    cause = NAMES_FAIL.by(_reason(troubles)) if by_system else None
    return Unavailable(_reason(troubles), remedy=REMEDY, cause=cause)


def _sentence(asked: Asked) -> Text:
    """A name server in a few words."""
    said = [_TIMES(times=count, trouble=trouble.value) for trouble, count in asked.troubles.items()]
    times = asked.times
    median = [Quantity(percentile(times, 50), Unit.MILLISECOND, digits=0)] if times else []
    return _SERVER(server=Name(asked.whom), said=row(*median, *said))
