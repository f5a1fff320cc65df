"""Whatever is typed, a search answers, and asks no more of the database than of any other text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.articles.search.corpus import article, snippets, titles
from tests.depth import examples
from tweipress.articles.search import asking

pytestmark = pytest.mark.django_db(transaction=True)

STATEMENTS_MAX = 2 + 1 + asking.WORDS_MAX + 2
"""A page of answers; which words nobody wrote, a look for each of them; another page of answers."""
HOSTILE = [
    *(
        "'",
        '"',
        '""',
        "\\",
        "%",
        "_",
        "*",
        "(",
        ")",
        "((",
        "()",
        "^",
        "~",
        ":",
        "{}",
        "+",
        "|",
        "&",
    ),
    *("!", "<->", "bees & !queen", "bees | queen:*", "bees:A", "'bees'", "bees''", "\\'", "a\\:*"),
    *("bees AND", "OR", "NOT", "NEAR(bees queen)", "bees NOT", "terms:bees", "{terms} : bees"),
    *(
        '"bees',
        'bees" OR "x',
        "bees*",
        "*bees",
        "^bees",
        "-bees",
        "--bees",
        "- bees",
        "bees -",
        "-",
    ),
    *(
        "' OR 1=1 --",
        "'; DROP TABLE search_entry; --",
        "🐝",
        "🐝🐝",
        "👩‍👩‍👧‍👦",
        "\u202ebees",
        "\u200f",
        "\ufeff",
    ),
    *(
        "\0",
        "bees\0",
        "\x1b",
        "\ud800",
        "ß",
        "ﬁ",
        "İ",
        "ſ",
        "ǆ",
        "²",
        "½",
        "¹bees",
        "°",
        "§",
        "¶1",
        "ˈ",
    ),
    *("the of and", "de la", "في من", "x" * 4_000, "물" * 4_000, "-" * 4_000, "a " * 2_000),
    *(
        "ا" * 4_000,
        "\u0301" * 4_000,
        "e" + "\u0301" * 4_000,
        '"' * 4_000,
        "'s" * 2_000,
        "१२ ३",
        "क्षत्रिय",
    ),
]


@pytest.fixture(autouse=True)
def paper(transactional_db: None) -> None:
    """Publish an article whose words are asked for."""
    article("How bees vote", "No queen.", "The swarm & its scouts: 100% of 'them' <dance>.")


def test_a_search_of_any_shape_is_answered_with_few_statements(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for text in HOSTILE:
        with django_assert_max_num_queries(STATEMENTS_MAX):
            assert titles(text) in ([], ["How bees vote"]), text


@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300) | st.text(alphabet="bes queenاب물 -\"'*()&|!:<>\\", max_size=60))
def test_a_search_of_random_signs_is_answered(text: str) -> None:
    assert titles(text) in ([], ["How bees vote"])
    for snippet in snippets(text):
        assert "<dance>" not in snippet


def test_a_long_search_asks_for_no_more_words_than_any_other() -> None:
    asked = asking.question(" ".join(f"w{number}" for number in range(500)))
    assert len(asked.words) == asking.WORDS_MAX
    (word,) = asking.question("물결바람하늘구름" * 30).words
    assert len(word.lexemes) <= asking.PIECES_MAX


def test_a_snippet_is_text_whatever_the_text_says() -> None:
    article("Angles", "", 'An <script>alert("bees")</script> & <b>bold</b> angle.')
    (snippet,) = snippets("angle")
    assert "&lt;script&gt;" in snippet
    assert "<script" not in snippet
    assert "<mark>angle</mark>" in snippet
