"""Terms: what is indexed of an article, so that the places where a word stands count.

A lexeme is indexed as it is, and once more with a sign for each rank that it reaches: in the title,
in the lead or a heading, or often in the text. So an index without positions and weights ranks:
first the articles with all the words in their titles, then those with all in title, lead and
headings, then those that speak of them often, then the rest. Each rank holds those before.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Final, NamedTuple

from tweipress.articles.models import Article
from tweipress.articles.search import lexemes, stopwords
from tweipress.core.units import S_PER_DAY

ANALYSIS: Final = 1
"""The version of the analysis: an entry of another one is made anew by the next start."""
RANKS: Final = ("¹", "²", "³", "")
"""In title; in title, lead or heading; in those or often; anywhere. Folding leaves no such sign."""
OFTEN: Final = 3
OFTEN_PER_WORDS: Final = 300
"""A text speaks of what it names three times, and once in 300 words: about once a page."""
ANY: Final = "°"
"""What every article has, for a search that only leaves out."""
SECTION: Final = "§"
AUTHOR: Final = "¶"
VOCABULARY_CHARS: Final = range(4, 25)
"""Words that are looked through for typos: shorter ones have too many neighbours."""
HANGUL_CHARS: Final = range(2, 13)

SEQ_BITS: Final = 31
SECONDS_MAX: Final = 2**32 - 1
"""136 years before and after 1970: what is older stands together."""
PLACE_MIN, PLACE_MAX = -(2**63), 2**63 - 1
EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Terms(NamedTuple):
    """What an article is found by: lexemes with their ranks, and words for typos."""

    place: int
    terms: str
    text: str
    words: frozenset[str]


def of_article(article: Article) -> Terms:
    """Return what is indexed of a published article."""
    text = article.text
    title, lead, *lines = text.plain.split("\n")
    headings, body = lines[: len(text.headings)], " ".join(lines[len(text.headings) :])
    above, below = list(lexemes.words(" ".join((lead, *headings)))), list(lexemes.words(body))
    top = list(lexemes.words(title))
    everything = [*top, *above, *below]
    language = stopwords.language_of(everything)
    in_title, in_lead = _lexemes(top, language), _lexemes(above, language)
    counts = _lexemes(everything, language)
    least = max(OFTEN, len(everything) // OFTEN_PER_WORDS)
    often = {lexeme for lexeme, times in counts.items() if times >= least}
    ranked = zip(RANKS, (set(in_title), {*in_title, *in_lead}), strict=False)
    reached = [f"{sign}{lexeme}" for sign, having in ranked for lexeme in sorted(having)]
    reached += [f"{RANKS[2]}{lexeme}" for lexeme in sorted({*in_title, *in_lead, *often})]
    authors = (article.author_id, *(number for number, _ in article.coauthors))
    facets = (ANY, section_term(text.section), *map(author_term, authors))
    return Terms(
        place_of(article),
        " ".join((*facets, *reached, *sorted(counts))),
        body,
        frozenset(filter(None, map(_for_typos, set(everything)))),
    )


def section_term(section: str) -> str:
    """Return the term of all articles in a news section."""
    return SECTION + blake2b(section.encode(), digest_size=8).hexdigest()


def author_term(author: int) -> str:
    """Return the term of all articles by an author."""
    return f"{AUTHOR}{author}"


def place_of(article: Article) -> int:
    """Return where an article stands: by date, then by posting, as in all lists."""
    assert article.dated_at is not None
    assert article.posting_seq is not None
    seq: int = article.posting_seq % 2**SEQ_BITS
    return first_place(article.dated_at) + seq


def first_place(moment: datetime) -> int:
    """Return the first place of a second."""
    seconds = (moment - EPOCH) // timedelta(seconds=1)
    return max(-SECONDS_MAX, min(seconds, SECONDS_MAX)) << SEQ_BITS


def day_places(first: datetime | None, last: datetime | None) -> tuple[int, int]:
    """Return the places of all days from one to another, both included."""
    low = first_place(first) if first else PLACE_MIN
    high = first_place(last) + (S_PER_DAY << SEQ_BITS) - 1 if last else PLACE_MAX
    return low, min(high, PLACE_MAX)


def _lexemes(words: Iterable[str], language: str) -> Counter[str]:
    counts = Counter(words)
    lexemes_counted: Counter[str] = Counter()
    for word, times in counts.items():
        for lexeme in lexemes.of_word(word, language):
            lexemes_counted[lexeme] += times
    return lexemes_counted


def _for_typos(word: str) -> str:
    """Return the form of a word that typos are compared with; empty if it is left out."""
    if lexemes.IS_HANGUL.fullmatch(word):
        bare = lexemes.without_particle(word)
        return bare if len(bare) in HANGUL_CHARS else ""
    is_left_out = lexemes.is_paired(word) or word in stopwords.ALL or not word.isalpha()
    return "" if is_left_out or len(word) not in VOCABULARY_CHARS else word
