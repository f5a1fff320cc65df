"""The stage's settings: the product's own, on a scratch site whose clock can be moved.

The site trusts one proxy, so that everybody comes from an address of his own, and all rules of risk
are in force: what they would do is to be seen. Rate limits and puzzles are out of the way: what a
farm with patience and processors earns is the question. Whoever imports this may act beside the
site, as a command of the operator's does.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from harness.site import free_port

SCRATCH = Path(tempfile.mkdtemp(prefix="tweipress-farm-"))
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)


for name in [name for name in os.environ if name.startswith("TWEIPRESS_")]:
    del os.environ[name]
os.environ |= {
    "TWEIPRESS_DATA": str(SCRATCH / "site"),
    "TWEIPRESS_PORT": str(free_port()),
    "TWEIPRESS_CLOCK": "test",
    "TWEIPRESS_PROXIES": "1",
    "TWEIPRESS_RATE_FACTOR": "10000",
    "TWEIPRESS_EMAIL_VERIFICATION": "mandatory",
    "TWEIPRESS_RISK_IN_FORCE": "even_pace,flat_pace,fast_pace,shared_pace,shared_bursts",
}

from tweipress.config.settings import *  # noqa: E402, F403  # after its environment is set
