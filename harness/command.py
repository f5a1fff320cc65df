"""The command `tweipress`, in an environment of its own."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
TWEIPRESS: Final = Path(sys.executable).with_name("tweipress")
PASSED_ON: Final = ("PATH", "TMPDIR")
TIMEOUT_S: Final = 600


def environment(data: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a site whose data is in a folder: nothing of the caller's else."""
    passed_on = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**passed_on, "TWEIPRESS_DATA": str(data), **variables}


def tweipress(folder: Path, *words: str | Path, **variables: str) -> "Ended":
    """Run the command in a folder until it ends, with the site's data in the folder's `var`."""
    return subprocess.run(
        [TWEIPRESS, *words],
        env=environment(folder / "var", **variables),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=TIMEOUT_S,
    )


Ended = subprocess.CompletedProcess[str]
