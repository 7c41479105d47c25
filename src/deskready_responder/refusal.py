"""The error that a client is answered with."""


class Refusal(Exception):  # noqa: N818 - what it is to the client
    """A request, or a whole client, that is not served.

    Args:
        status: The HTTP status to answer.
        sentence: Why, for whoever reads it.
        retry_after: Seconds after which it may be tried again; None where that would not help.
        headers: Further lines for the answer's head.
    """

    def __init__(
        self, status: int, sentence: str, retry_after: float | None = None, headers: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.retry_after = retry_after
        self.headers = headers
