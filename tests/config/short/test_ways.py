"""The short way answers as the long one does: the same forms, sent to two copies of a demo."""

import json
import subprocess
import sys
from itertools import zip_longest
from pathlib import Path
from pprint import pformat
from typing import Any

from django.conf import settings

from harness.command import ROOT, environment
from tests.templates import demo_site
from tweipress.bank.clock import OffsetClock
from tweipress.config.short import way
from tweipress.config.short.asked import PLACES
from tweipress.people.middleware import WRITES

SETTINGS = "tweipress.config.settings"
SHOWN = 12


def played(name: str, folder: Path, time_ms: int) -> dict[str, Any]:
    """Play all forms on a copy of the demo, on the way of a name."""
    folder.mkdir()
    site, answers = demo_site(folder), folder / "answers.json"
    words = ("-m", "tests.config.short.play", name, str(time_ms), str(answers))
    command = [sys.executable, *words]
    variables = site.variables | {"DJANGO_SETTINGS_MODULE": SETTINGS, "PYTHONHASHSEED": "0"}
    described = environment(site.data, **variables)
    done = subprocess.run(
        command, env=described, cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(answers.read_text(encoding="utf-8"))
    return told


def test_both_ways_answer_and_store_the_same(tmp_path: Path) -> None:
    (tmp_path / "timed").mkdir()
    time_ms = OffsetClock(demo_site(tmp_path / "timed").data / "clock").now_ms()
    short, long = (played(name, tmp_path / name, time_ms) for name in ("short", "long"))
    assert short["short"] > 400
    assert long["short"] == 0
    pairs = zip_longest(short["answers"], long["answers"])
    different = [pair for pair in pairs if pair[0] != pair[1]]
    assert not different, pformat(different[:SHOWN], width=200)
    assert short["tables"] == long["tables"]
    statuses = {answer["status"][:3] for answer in short["answers"]}
    assert statuses >= {"200", "303", "400", "403", "404", "405", "409", "413", "422", "429", "500"}


def test_every_layer_that_the_short_way_stands_for_is_known_to_it() -> None:
    own = settings.MIDDLEWARE.index("tweipress.config.short.way.ShortWay")
    assert tuple(settings.MIDDLEWARE[own + 1 :]) == way.REPLACED


def test_no_form_that_a_banned_member_may_not_send_goes_the_short_way() -> None:
    assert not [place for place in PLACES if place.startswith(WRITES)]
