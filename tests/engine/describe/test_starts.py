"""Processes that are started one by one, as on systems that cannot copy one: they do here, too."""

import os
import threading
from pathlib import Path

from deskready.core.declare.check_info import Origin
from deskready.engine.describe.describer import Describer
from deskready.engine.describe.orders import (
    Begun,
    Described,
    Ended,
    How,
    Order,
    Rules,
    decode_line,
    decode_news,
    encode,
)
from deskready.engine.describe.starts import Starts

TAGS = ("a" * 32, "b" * 32, "c" * 32)


def test_a_describer_works_with_them(tmp_path: Path) -> None:
    hangs, dies = tmp_path / "hangs.py", tmp_path / "dies.py"
    hangs.write_text("while True: pass")
    dies.write_text("import os\nos._exit(3)")
    polite = Origin("polite.number", "deskready.testing.polite:Polite", "p")
    origins = (polite, *(Origin(path.name, str(path), "x") for path in (hangs, dies)))
    commands, speaks = os.pipe()
    hears, reports = os.pipe()
    worker = threading.Thread(target=Describer(Starts(commands), reports).work)
    worker.start()
    orders = (Order(number, tag, (origin,)) for number, (tag, origin) in enumerate(zip(TAGS, origins, strict=True)))
    os.write(speaks, encode(Rules(at_once=2, seconds=2.0)) + b"".join(map(encode, orders)))
    ended: dict[int, Ended] = {}
    with os.fdopen(hears, "rb") as news:
        while len(ended) < 3:
            match decode_news(news.readline()):
                case Ended() as told:
                    ended[told.number] = told
                case Begun(number, root):
                    assert (number in range(3), root > 0) == (True, True)
        os.close(speaks)
        worker.join(10)
        assert not worker.is_alive()
    assert [ended[number].how for number in range(3)] == [How.ENDED, How.TOO_LONG, How.ENDED]
    lines = [decode_line(line) for line in ended[0].output.splitlines()]
    assert [line.info.id for line in lines if isinstance(line, Described)] == ["polite.number"]
    assert not any(isinstance(decode_line(line), Described) for line in ended[2].output.splitlines())
