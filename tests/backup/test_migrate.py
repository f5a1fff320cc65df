"""`tweipress migrate` audits the books if it has changed them, and reports differences."""

import pytest
from django.core.management import CommandError

from tests.backup.conftest import Site

pytestmark = pytest.mark.scratch_books

ONLY_AN_EARLIER_STEP = "UPDATE django_migrations SET name = '0000_earlier' WHERE app = 'bank'"


def test_books_that_were_migrated_are_audited(site: Site) -> None:
    site.change("books", ONLY_AN_EARLIER_STEP)
    assert "The books are clean." in site.run("migrate", "--fake")
    assert "audit" not in site.run("migrate").lower()


def test_a_migration_that_leaves_other_books_than_the_journal_says_is_told(site: Site) -> None:
    site.change("books", ONLY_AN_EARLIER_STEP)
    site.change("books", "UPDATE bank_member SET trust = trust + 1 WHERE member = 1")
    with pytest.raises(CommandError, match=r"BOOKS_UNCLEAN: The audit finds: bank_member"):
        site.run("migrate", "--fake")
