"""The demo's first night: trust is computed, and the reader keeps the lane that she is shown in."""

from io import StringIO

from django.core.management import call_command

from tests.demo.conftest import Demo, standing
from tweipress import bank


def test_the_night_leaves_the_reader_trusted_and_gives_the_bot_nothing(demo: Demo) -> None:
    out = StringIO()
    call_command("trust", stdout=out)
    bank.stop()
    assert "1 parts committed" in out.getvalue()
    assert standing("Leilani").trusted
    assert standing("Tomas").trust == 1000
    assert not standing("Dexter").trusted
