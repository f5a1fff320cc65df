"""Slugs are readable in every script, and always fit into an address."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweipress.articles.filing.slugs import TAG_CHARS, slug_of
from tweipress.http.links import SLUG_CHARS

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("How Bees <Vote>", "how-bees-vote"),
        ("Señales, años y café", "senales-anos-y-cafe"),
        ("바다를 기록하는 마을", "바다를-기록하는-마을"),
        ("القرية التي تكتب البحر", "القرية-التي-تكتب-البحر"),
        ("Το χωριό που γράφει τη θάλασσα", "το-χωριό-που-γράφει-τη-θάλασσα"),
        ("Деревня, которая записывает море", "деревня-которая-записывает-море"),
        ("समुद्र की किताब", "समुद्र-की-किताब"),
        ("３ ＦＵＬＬ—width", "3-full-width"),
        ("don’t / do_not", "dont-do-not"),
        ("كتـــــاب", "كتاب"),
        ("🐝" * 500, ""),
        ("  -- ", ""),
        ("\u202egnorw\u0000", "gnorw"),
    ],
)
def test_a_slug_is_read_in_the_script_of_its_title(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_long_slug_ends_with_a_whole_word() -> None:
    slug = slug_of("the sea " * 40)
    assert SLUG_CHARS - 8 <= len(slug) <= SLUG_CHARS
    assert slug.endswith(("-sea", "-the"))
    assert len(slug_of("바다" * 400)) == SLUG_CHARS


@given(st.text(max_size=300), st.sampled_from([SLUG_CHARS, TAG_CHARS]))
def test_a_slug_of_anything_is_one_plain_part_of_a_path(title: str, most: int) -> None:
    slug = slug_of(title, most)
    assert len(slug) <= most
    assert not set(slug) & set("/?#%\\ ._\t\n\r\0")
    assert slug == slug.strip("-")
    assert unicodedata.normalize("NFC", slug) == slug
    assert slug_of(slug, most) == slug
    slug.encode()
