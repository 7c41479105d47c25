"""What a person is asked before M-Lab's servers are used."""

from deskready.plugin import Policy, text

MLAB = Policy(
    name="mlab",
    question=text("internet.mlab.question", "May the speed test use servers of M-Lab?"),
    explanation=text(
        "internet.mlab.explanation",
        "It needs them only where Cloudflare's test cannot be used, or where you chose them. M-Lab is a research "
        "project that publishes every test and keeps it for good: anybody can read your internet address, when you "
        "measured, and how fast your line was. After a no, other servers are used.",
    ),
    link="https://www.measurementlab.net/privacy/",
    where={"server": ("",), "provider": ("auto", "ndt7")},
)
"""The policy; with a server of one's own M-Lab is never contacted."""
