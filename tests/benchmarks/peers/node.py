"""M-Lab's and Cloudflare's own clients, where Node and their packages are installed.

`npm install --prefix FOLDER @m-lab/ndt7 @cloudflare/speedtest ws`, and the folder in `DESKREADY_PEERS`.
"""

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from helpers.lab import SERVER, Lab, launched

HERE = Path(__file__).parent
CLOUDFLARE_PORT = 8090


def packages() -> str:
    """The folder of the packages; "" where there is none, or no Node."""
    folder = os.environ.get("DESKREADY_PEERS", "")
    return folder if shutil.which("node") and (Path(folder) / "node_modules").is_dir() else ""


@contextlib.contextmanager
def commands(line: Lab) -> Iterator[dict[str, list[str]]]:
    """The command of each client that is installed, by its name, while a server for it runs; each prints JSON.

    ndt7's talks to the responder; its upload is what the server counted.
    """
    folder = packages()
    if not folder:
        yield {}
        return
    server = [*line.server, "node", str(HERE / "cloudflare_server.mjs"), str(CLOUDFLARE_PORT)]
    with launched(server):
        yield {
            "@m-lab/ndt7": ["node", str(HERE / "ndt7.cjs"), folder, urlsplit(line.url).netloc],
            "@cloudflare/speedtest": [
                *("node", str(HERE / "cloudflare.mjs"), folder),
                f"http://{SERVER}:{CLOUDFLARE_PORT}",
            ],
        }
