"""The settings of the stage: the product's own, on a temporary site with a movable clock.

The site trusts one proxy, so that every account has its own address, and all rules of risk are in
force. Rate limits and puzzles are off, as the farm shows what patience and processors can earn.
A process that imports this can act beside the site, like an operator's command.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from harness.site import free_port
from tweipress.core.reasons import DETECTED

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
    "TWEIPRESS_RISK_IN_FORCE": ",".join(sorted(DETECTED)),
}

from tweipress.config.settings import *  # noqa: E402, F403  # after its environment is set
