"""Commands as an operator types them: beside a running site, without one, and without tables."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from harness.site import Site
from tests.fresh_books import fresh_database
from tweipress.bank import queries
from tweipress.core.ids import MemberId
from tweipress.people.models import Member


def url(alias: str) -> str:
    """Return the address of a test's database, as the settings read it."""
    described = connections[alias].settings_dict
    if connections[alias].vendor == "postgresql":
        return f"postgresql://{described['USER']}@/{described['NAME']}?host={described['HOST']}"
    return f"sqlite:///{described['NAME']}"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Give an empty site on the test's own databases, to processes of their own."""
    with fresh_database(tmp_path):
        places = {"TWEIPRESS_SITE_URL": url("default"), "TWEIPRESS_BOOKS_URL": url("books")}
        yield Site(tmp_path, {"TWEIPRESS_CLOCK": "test", **places})


@pytest.mark.usefixtures("transactional_db")
def test_commands_work_beside_a_running_site_and_without_one(site: Site) -> None:
    assert "had no day yet" in site.run("day", "status").stderr
    assert "edda is an operator." in site.said("operator", "e@press.example", "--name", "edda")
    edda = Member.objects.get()
    with site.serving():
        assert site.said("issue", "edda", "70") == "Issued 70 Twei to edda.\n"
        day = queries.today()
        opened = site.said("day", "close")
        assert opened == f"Day {queries.today()} is open.\n"
        assert queries.today() > day
    assert site.said("issue", "edda", "5") == "Issued 5 Twei to edda.\n"
    site.said("role", "take", "edda", "operator")
    site.said("day", "close")
    assert queries.books_overview().closes == 2
    standing = queries.standing(MemberId(edda.pk))
    assert standing is not None
    assert (standing.available_twei, standing.roles) == (75, frozenset())


@pytest.mark.parametrize(
    "words",
    [
        ("day", "status"),
        ("day", "close"),
        ("issue", "reader", "1"),
        ("operator", "e@press.example", "--name", "edda"),
    ],
)
def test_without_tables_a_command_says_in_one_line_what_to_do(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    refused = Site(tmp_path).run(*words)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "tweipress migrate" in refused.stderr
    assert refused.stderr.count("\n") == 1
