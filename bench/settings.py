"""The settings of benchmarks: the product's own, on temporary data."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="tweipress-bench-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
os.environ.setdefault("XDG_RUNTIME_DIR", str(SCRATCH))  # PostgreSQL's wheel looks for a place
for name in [name for name in os.environ if name.startswith("TWEIPRESS_")]:
    del os.environ[name]
os.environ["TWEIPRESS_DATA"] = str(SCRATCH / "data")

from tweipress.config.settings import *  # noqa: E402, F403  # after its environment is set
