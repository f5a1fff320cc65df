"""`python -m tweipress.jobs NAME LANE`: a runner, as a watch starts one."""

import sys

import django

django.setup()

from tweipress.jobs.runner import main  # noqa: E402  # the apps have to be loaded first

main(*sys.argv[1:])
