"""Every page that a browser test visits, for the Nu HTML checker: one start of Java for all."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Response

from harness.process import PATIENCE_S
from tests.house.tree import ROOT

CHECKER: Final = ROOT / ".venv/node/vnu-jar/node_modules/vnu-jar/build/dist/vnu.jar"
FORGIVEN: Final = ("Trailing slash on void elements",)
"""What the checker mentions and no standard forbids; Django's admin does it."""


@dataclass
class Sources:
    """The pages as they were sent, each text once, under the path that it came from."""

    pages: dict[str, str] = field(default_factory=dict)

    def over(self, context: BrowserContext) -> None:
        """Keep every page that a context visits from now on."""
        context.on("response", self._keep)

    def faults(self) -> list[str]:
        """Return what the checker finds; without it, say that nobody looked."""
        if not CHECKER.exists() or shutil.which("java") is None:
            print("HTML was not checked: no vnu-jar in .venv/node, or no Java.", file=sys.stderr)  # noqa: T201  # as scripts/node.sh does
            return []
        with TemporaryDirectory() as folder:
            paths = list(self.pages.values())
            for number, source in enumerate(self.pages):
                (Path(folder) / f"{number}.html").write_text(source)
            command = ["java", "-jar", str(CHECKER), "--stdout", "--format", "json"]
            ran = subprocess.run(
                [*command, "--exit-zero-always", folder],
                capture_output=True,
                check=True,
                timeout=PATIENCE_S,
            )
        return sorted(
            {_line(message, paths) for message in json.loads(ran.stdout)["messages"]} - {""}
        )

    def _keep(self, response: Response) -> None:
        is_page = response.request.resource_type == "document"
        if not is_page or not response.headers.get("content-type", "").startswith("text/html"):
            return
        try:
            self.pages.setdefault(response.text(), urlsplit(response.url).path)
        except Error:  # a redirect, or the window was closed meanwhile
            return


def _line(message: dict[str, str], paths: list[str]) -> str:
    if message["message"].startswith(FORGIVEN):
        return ""
    path = paths[int(Path(message["url"]).stem)]
    return f"{path}: {message['message']} {message.get('extract', '')!r}"
