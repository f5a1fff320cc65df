"""`python -m bench.growth.paper ARTICLES ROUNDS` measures searches in a large paper.

Its words are as frequent as those of a language (Zipf's law), a tenth of its articles is in Korean,
each has some 700 words. It is written into an empty site, without books. Prints milliseconds by the
clock and of the processor for each kind of question.
"""

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from time import perf_counter, thread_time
from typing import Any, Final

import django
from django.core.management import call_command
from django.db import connection

MS_PER_S: Final = 1_000
SEED: Final = 7
WORDS: Final = 60_000
LENGTH: Final = 700
KOREAN_EVERY: Final = 10
AT_ONCE: Final = 200
BEGAN: Final = datetime(2006, 1, 1, tzinfo=UTC)
EVERY: Final = timedelta(hours=8)
CONSONANTS, VOWELS, ENDS = "bdfgklmnprstvz", "aeiou", ("", "n", "r", "s", "t", "ing", "ed")
SYLLABLES: Final = [chr(code) for code in range(0xAC00, 0xAC00 + 11_172, 29)]
FREQUENT, COMMON, RARE = 0, 40, 9_000
"""How many words are more frequent."""


def main(articles: str, rounds: str) -> None:
    """Write the paper, ask each question once to warm up, then in turns."""
    from tweipress.articles.queries import search  # noqa: PLC0415  # when Django is set up

    call_command("migrate", verbosity=0, audit=False)
    paper = Paper()
    paper.write(int(articles))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    times: dict[str, list[tuple[float, float]]] = {}
    for turn in range(int(rounds) + 1):
        for name, (text, filters) in paper.questions().items():
            asked = search.question(text, search.Filters(**filters))
            begun_s, used_s = perf_counter(), thread_time()
            search.results(asked)
            used_s, took_s = thread_time() - used_s, perf_counter() - begun_s
            if turn:
                times.setdefault(name, []).append((took_s * MS_PER_S, used_s * MS_PER_S))
    print(json.dumps(times))


class Paper:
    """Random articles, the same ones each time."""

    def __init__(self) -> None:
        """Make the words, the frequent ones first."""
        self._rng = random.Random(SEED)
        self._latin = list(dict.fromkeys(self._word() for _ in range(2 * WORDS)))[:WORDS]
        self._hangul = list(dict.fromkeys(self._syllables() for _ in range(WORDS)))
        self._weights = list(accumulate(1 / rank for rank in range(1, len(self._latin) + 1)))

    def questions(self) -> dict[str, tuple[str, dict[str, Any]]]:
        """Return what is asked, by its name."""
        latin, hangul = self._latin, self._hangul
        mistyped = f"{latin[RARE][:-1]}q"
        return {
            "a word in nearly every article": (latin[FREQUENT], {}),
            "a common word": (latin[COMMON], {}),
            "a rare word": (latin[RARE], {}),
            "three common words": (" ".join(latin[COMMON : COMMON + 3]), {}),
            "a common word, not another": (f"{latin[COMMON]} -{latin[COMMON + 1]}", {}),
            "a common word in a section": (latin[COMMON], {"section": "Section 3"}),
            "a common word of some days": (
                latin[COMMON],
                {"first": BEGAN.date(), "last": (BEGAN + 90 * EVERY).date()},
            ),
            "a common Korean word": (hangul[COMMON], {}),
            "a typo": (mistyped, {}),
            "a word that nobody wrote": ("qxwqxwqx", {}),
        }

    def write(self, articles: int) -> None:
        """Write articles and their index, in bulk."""
        from tweipress.articles.models import Article  # noqa: PLC0415  # when Django is set up
        from tweipress.articles.search import terms, typos  # noqa: PLC0415  # as above
        from tweipress.articles.search.models import Entry, Word  # noqa: PLC0415  # as above
        from tweipress.people.models import Member  # noqa: PLC0415  # as above

        author = Member.objects.create(name="Ines", email="ines@press.example")
        counts: Counter[str] = Counter()
        for first in range(1, articles + 1, AT_ONCE):
            numbers = range(first, min(first + AT_ONCE, articles + 1))
            rows = [Article(author=author, **self._article(number)) for number in numbers]
            Article.objects.bulk_create(rows)
            entries = []
            for row in rows:
                new = terms.of_article(row)
                counts.update(new.words)
                entries.append(
                    Entry(
                        place=new.place,
                        article=row,
                        analysis=terms.ANALYSIS,
                        terms=new.terms,
                        text=new.text,
                        words=" ".join(sorted(new.words)),
                        is_related=True,
                    )
                )
            Entry.objects.bulk_create(entries)
        words = [typos.row(word) for word in counts]
        for word in words:
            word.articles = counts[word.word]
        Word.objects.bulk_create(words, AT_ONCE)

    def _article(self, number: int) -> dict[str, object]:
        is_korean = number % KOREAN_EVERY == 0
        said = list(self._words(LENGTH, is_korean=is_korean))
        title, lead, body = " ".join(said[:8]), " ".join(said[8:30]), " ".join(said[30:])
        at = BEGAN + number * EVERY
        return {
            "slug": f"paper-{number}",
            "code": f"p{number}",
            "title": title,
            "lead": lead,
            "section": f"Section {number % 8}",
            "sections": [{"heading": "", "blocks": [{"kind": "paragraph", "text": body}]}],
            "posting_seq": number,
            "published_at": at,
            "dated_at": at,
        }

    def _words(self, length: int, *, is_korean: bool) -> Iterator[str]:
        stock = self._hangul if is_korean else self._latin
        weights = self._weights[: len(stock)]
        yield from self._rng.choices(stock, cum_weights=weights, k=length)

    def _word(self) -> str:
        rng = self._rng
        parts = (rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(rng.randint(1, 4)))
        return "".join(parts) + rng.choice(ENDS)

    def _syllables(self) -> str:
        return "".join(self._rng.choices(SYLLABLES, k=self._rng.randint(2, 4)))


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])
