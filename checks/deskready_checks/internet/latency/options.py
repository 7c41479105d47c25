"""What can be chosen of the latency check, besides which server is probed."""

from deskready.plugin import Option, text

SECONDS = Option(
    "seconds",
    0.0,
    text(
        "internet.latency.option.seconds",
        "How long to probe; 0 for 10 s to your own responder, 40 s to public servers.",
    ),
    0,
    600,
)
RATE = Option(
    "rate",
    50.0,
    text("internet.latency.option.rate", "Probes a second to your own responder; public servers get 10 at most."),
    1,
    100,
)
COUNT = Option(
    "count",
    10,
    text("internet.latency.option.count", "How many TCP connections to time where UDP is not used."),
    minimum=1,
    maximum=100,
)

PUBLIC_SECONDS = 40.0
"""How long public servers are probed where nobody chose: 400 probes, so that none lost proves less than 1 % (Wilson,
95 %)."""
