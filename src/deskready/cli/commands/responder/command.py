"""`deskready responder` and its arguments."""

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from deskready.cli.commands.responder.request import Request
from deskready.cli.help import examples
from deskready.cli.register import Command, command
from deskready.core.words.message import text
from deskready.core.words.say import say

ABOUT = text(
    "responder.about",
    "Run a measurement server, for an employer or a support team.\n\n"
    "Agents measure their lines against it and not against a third party's. It speaks Speedtest Mini, LibreSpeed, IETF "
    "responsiveness (nq) and ndt7 over HTTP, and STUN and an echo over UDP. It tells the address to give to agents, "
    "and each test in a line. It serves no file, keeps nothing, and runs until Ctrl-C.",
)
"""What it does."""
EXAMPLES = examples(
    "deskready responder",
    "deskready responder --port 443 --tls-cert fullchain.pem --tls-key privkey.pem",
    "deskready responder --max-rate 500 --max-bytes-per-client '5 GB'",
)
"""Ways to call it."""

HostOption = Annotated[
    str,
    typer.Option(
        metavar="ADDRESS",
        show_default=False,
        help=say(text("responder.host.help", "Where to listen; every IPv4 and IPv6 address, unless you name one.")),
    ),
]
PortOption = Annotated[
    int, typer.Option(min=0, max=65535, help=say(text("responder.port.help", "The TCP port; 0 for a free one.")))
]
UdpPortOption = Annotated[
    int,
    typer.Option(
        min=0,
        max=65535,
        help=say(text("responder.udp-port.help", "The UDP port of STUN and the echo; 0 for a free one.")),
    ),
]
CertificateOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help=say(text("responder.tls-cert.help", "A certificate (PEM), for https; with the chain, if it has one.")),
    ),
]
KeyOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help=say(text("responder.tls-key.help", "The certificate's key (PEM).")))
]
ConnectionsOption = Annotated[
    int, typer.Option(min=1, max=10_000, help=say(text("responder.connections.help", "Connections at a time.")))
]
ClientConnectionsOption = Annotated[
    int,
    typer.Option(
        min=1,
        max=10_000,
        help=say(text("responder.client-connections.help", "Connections at a time from one address.")),
    ),
]
RateOption = Annotated[
    float,
    typer.Option(
        metavar="MBIT",
        min=0,
        help=say(
            text(
                "responder.rate.help",
                "Mbit/s over all clients, each way: what this server's line carries, so that it is shared fairly by "
                "address; 0 for no limit and no sharing.",
            )
        ),
    ),
]
ClientBytesOption = Annotated[
    str,
    typer.Option(
        metavar="SIZE",
        help=say(text("responder.client-bytes.help", "What one address may move in a day; 0 for no limit.")),
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", help=say(text("responder.quiet.help", "Do not tell of each test.")))
]


@command(place=60, about=ABOUT, epilog=EXAMPLES)
def responder(
    host: HostOption = "",
    port: PortOption = 8080,
    udp_port: UdpPortOption = 3478,
    tls_cert: CertificateOption = None,
    tls_key: KeyOption = None,
    max_connections: ConnectionsOption = 200,
    max_connections_per_client: ClientConnectionsOption = 40,
    max_rate: RateOption = 1000,
    max_bytes_per_client: ClientBytesOption = "20 GB",
    quiet: QuietOption = False,
) -> Command:
    """The request that the arguments make."""
    from deskready.cli.commands.responder.run import run

    request = Request(
        host=host,
        port=port,
        udp_port=udp_port,
        certificate=tls_cert,
        key=tls_key,
        connections=max_connections,
        connections_per_client=max_connections_per_client,
        rate_mbit=max_rate,
        bytes_per_client=max_bytes_per_client,
        quiet=quiet,
    )
    return partial(run, request)
