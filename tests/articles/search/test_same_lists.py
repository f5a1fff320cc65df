"""Both databases give the lists that a plain reading of the articles gives, on random papers."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest

from tests.articles.search.corpus import FIRST_DAY, article, author, titles
from tests.depth import examples
from tweipress.articles.search import asking, lexemes, stopwords

pytestmark = pytest.mark.django_db(transaction=True)

STOCK = {
    "english": "bee bees honey swarm swarming queen queens votes voting the of and café market"
    " town study studies happy city cities running runs",
    "spanish": "abeja abejas miel canción canciones ciudad ciudades año ano niño niños el la de"
    " río mercado votan votar escuela",
    "korean": "대통령 대통령은 국회 국회에서 고양이 고양이를 물 물가 투표 투표한다"
    " 벌 벌들은 마을 여왕벌",
    "arabic": "نحل النحل مدينة المدينة مدرسة كتاب كتب كَتَبَ أسماء اسماء في من السوق سوق عسل",
}
SECTIONS = ["", "Nature", "Economy"]
AUTHORS = ["Ines", "Tomas"]
DAYS = 9


class Plain:
    """A paper read article by article, as nobody would search but as everybody understands."""

    def __init__(self) -> None:
        self.articles: list[tuple[tuple[int, int], str, list[set[str]], set[str], str, str, date]]
        self.articles = []

    def publish(self, number: int, rng: random.Random) -> None:
        """Publish a random article, and remember it."""
        stock = STOCK[rng.choice(list(STOCK))].split()
        title = f"{' '.join(rng.choices(stock, k=2))} x{number}"
        lead, heading = (" ".join(rng.choices(stock, k=rng.randint(0, 3))) for _ in range(2))
        body = " ".join(rng.choices(stock, k=rng.randint(1, 12)))
        section, name, day = rng.choice(SECTIONS), rng.choice(AUTHORS), rng.randint(1, DAYS)
        article(title, lead, body, heading=heading, section=section, author=author(name), day=day)
        parts = [list(lexemes.words(text)) for text in (title, f"{lead} {heading}", body)]
        language = stopwords.language_of([word for part in parts for word in part])
        first, second, third = (
            Counter(each for word in part for each in lexemes.of_word(word, language))
            for part in parts
        )
        every = first + second + third
        often = {each for each, times in every.items() if times >= 3}
        ranks = [set(first), set(first + second), {*first, *second, *often}, set(every)]
        on = (FIRST_DAY + timedelta(days=day - 1)).date()
        self.articles.append(((day, number), title, ranks, set(every), section, name, on))

    def titles(
        self, asked: asking.Question, section: str, name: str, first: date | None
    ) -> list[str]:
        """Return the titles that a question should give."""
        hits = []
        for place, title, ranks, every, its_section, its_author, on in self.articles:
            if (section and section != its_section) or (name and name != its_author):
                continue
            if (first and on < first) or any(_has(every, word) for word in asked.without):
                continue
            rank = next(
                (n for n, had in enumerate(ranks) if all(_has(had, w) for w in asked.words)), None
            )
            if rank is not None:
                hits.append((rank, (-place[0], -place[1]), title))
        return [title for _, _, title in sorted(hits)]


def _has(had: set[str], word: asking.Word) -> bool:
    if word.begins:
        return any(each.startswith(word.text) for each in had)
    return (all if word.is_paired else any)(lexeme in had for lexeme in word.lexemes)


@pytest.mark.parametrize("seed", range(examples(12)))
def test_a_search_gives_what_a_plain_reading_gives(transactional_db: None, seed: int) -> None:
    rng, plain = random.Random(seed), Plain()
    for number in range(rng.randint(5, 45)):
        plain.publish(number, rng)
    words = [word for stock in STOCK.values() for word in stock.split()]
    for _ in range(60):
        text = " ".join(rng.choices(words, k=rng.randint(0, 3)))
        text += f" -{rng.choice(words)}" if rng.random() < 0.2 else ""
        section = rng.choice(SECTIONS) if rng.random() < 0.3 else ""
        name = rng.choice(AUTHORS) if rng.random() < 0.3 else ""
        first = (
            (FIRST_DAY + timedelta(days=rng.randint(0, 9))).date() if rng.random() < 0.3 else None
        )
        filters = {"section": section, "author": author(name).pk if name else 0, "first": first}
        asked = asking.question(text, asking.Filters(section, 1 if name else 0, first))
        if asked.is_empty:
            continue
        expected = plain.titles(asked, section, name, first)
        if not expected:
            continue  # a typo may be taken for another word
        pages = [titles(text, page, **filters) for page in range(1, 4)]
        assert [title for page in pages for title in page] == expected, text
