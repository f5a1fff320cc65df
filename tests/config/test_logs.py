"""Log lines say what happened, never what somebody typed."""

import logging
import logging.config
from io import StringIO

import pytest

from tweipress.config.logs import logging_config

PASSWORD = "correct horse battery"


def sign_in(password: str) -> None:
    """Fail with a secret at hand."""
    raise RuntimeError(f"no room for {len(password)} signs")


@pytest.mark.parametrize("form", ["console", "json"])
def test_an_exception_is_logged_with_its_place_and_without_the_values_at_hand(form: str) -> None:
    lines = logging_config(form)["formatters"]["lines"]
    formatter = logging.config.BaseConfigurator({}).configure_custom({**lines})
    said = StringIO()
    handler = logging.StreamHandler(said)
    handler.setFormatter(formatter)
    log = logging.getLogger("tests.logs")
    log.propagate = False
    log.addHandler(handler)
    try:
        sign_in(PASSWORD)
    except RuntimeError:
        log.exception("failed")
    log.removeHandler(handler)
    assert "no room for 21 signs" in said.getvalue()
    assert "in sign_in" in said.getvalue()
    assert PASSWORD not in said.getvalue()
