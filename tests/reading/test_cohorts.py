"""Authors see by cohort how many read their article, and nothing about fewer than twenty."""

import random
import re
from collections import Counter

import pytest
from django.test import Client

from tests.http.stage import TIME_TO_READ_S, Stage, id_of, signed_in
from tests.plans import watched
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core.acts.cases.flag import Flag
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, FlagId, SessionId
from tweipress.core.reasons import FlagReason
from tweipress.core.units import MS_PER_DAY
from tweipress.people.models import Member
from tweipress.reading.queries import cohorts
from tweipress.reading.queries.cohorts import NEW_DAYS, Cohort

PATH = "/reports/bees/readers/"
Cell = tuple[str, bool]
SHOWN = re.compile(r'data-ended="(\d+)".*?data-left="(\d+)"')


@pytest.fixture
def bees(stage: Stage) -> Article:
    """Return the author's article."""
    return stage.publish(stage.author, "bees")


def opened(stage: Stage, member: Member, article: Article) -> None:
    """Let a member open a reading and leave it; its time passes."""
    session = SessionId(f"s{stage.seq()}")
    stage.done(Open(id_of(member), ArticleId(article.pk), session))
    stage.books.clock.advance(TIME_TO_READ_S)


def flagged(stage: Stage, member: Member) -> None:
    """Flag a member, with its effect."""
    flag = FlagId(member.pk)
    stage.done(Flag(flag, id_of(member), FlagReason.EVEN_PACE, "spread", 1, "digest"))


def crowd(stage: Stage, name: str, number: int) -> list[Member]:
    """Bring in some members."""
    return [stage.enter(f"{name}{place}") for place in range(number)]


def table(client: Client) -> list[tuple[int, int]]:
    """Return the figures of the page, cohort by cohort."""
    response = client.get(PATH)
    assert response.status_code == 200, response.content.decode()
    rows = SHOWN.findall(response.content.decode())
    return [(int(ended), int(left)) for ended, left in rows]


def test_an_author_sees_twenty_readers_and_not_nineteen(stage: Stage, bees: Article) -> None:
    client = signed_in(stage.author)
    ended, left = crowd(stage, "ended", 20), crowd(stage, "left", 20)
    for member in ended[:19]:
        stage.read(member, bees)
    for member in left:
        opened(stage, member, bees)
    assert table(client) == [(0, 0)] * 3  # nothing of today
    stage.books.next_day()
    assert table(client) == [(0, 20), (0, 0), (0, 0)]
    stage.read(ended[19], bees)
    stage.books.next_day()
    assert table(client) == [(20, 20), (0, 0), (0, 0)]
    html = client.get(PATH).content.decode()
    assert "20 to 39" in html
    assert "fewer than 20" in html
    assert '<svg class="chart"' in html


def test_the_page_is_the_authors_alone_and_linked_for_them_alone(
    stage: Stage, bees: Article
) -> None:
    for name, member in stage.cast.items():
        assert signed_in(member).get(PATH).status_code == (200 if name == "author" else 404)
        html = signed_in(member).get("/post/bees/").content.decode()
        assert (PATH in html) is (name == "author")
    assert Client().get(PATH).status_code == 302
    assert PATH not in Client().get("/post/bees/").content.decode()
    assert signed_in(stage.author).get("/reports/none/readers/").status_code == 404


@pytest.mark.parametrize("seed", range(3))
def test_each_reader_counts_once_in_the_cohort_that_the_record_says(
    stage: Stage, bees: Article, seed: int
) -> None:
    chance = random.Random(seed)
    old = crowd(stage, "old", 12)
    stage.books.next_day(NEW_DAYS)
    readers = [*old, *crowd(stage, "young", 12)]
    chance.shuffle(readers)
    expected: Counter[Cell] = Counter()
    for member in readers:
        cohort = "regular" if member in old else "new"
        times = chance.randrange(3)
        ended = [chance.random() < 0.5 for _ in range(times)]
        for is_to_the_end in ended:
            if is_to_the_end:
                stage.read(member, bees)
            else:
                opened(stage, member, bees)
        if chance.random() < 0.3:
            flagged(stage, member)
            cohort = "flagged"
        if times:
            expected[cohort, any(ended)] += 1
    stage.books.next_day()
    until_ms = stage.books.clock.time_ms
    counts = books.count_readers(ArticleId(bees.pk), until_ms, NEW_DAYS * MS_PER_DAY)
    assert {(one.cohort, one.ended): one.readers for one in counts} == expected


def test_what_is_shown_of_one_cell_tells_nothing_about_another(stage: Stage, bees: Article) -> None:
    """Whether a flagged reader is there or not, and one new reader more or less: the same page."""
    for member in crowd(stage, "known", 21):
        stage.read(member, bees)
    stage.books.next_day()
    before = signed_in(stage.author).get(PATH).content.decode()
    flagged(stage, stage.known20)
    stage.read(stage.enter("late"), bees)
    stage.books.next_day()
    flagged(stage, stage.enter("bot"))
    stage.read(stage.bot, bees)
    opened(stage, stage.enter("idle"), bees)
    stage.books.next_day()
    after = signed_in(stage.author).get(PATH).content.decode()
    assert without_tokens(before) == without_tokens(after)


@pytest.mark.parametrize("step", [0, 1, 2, 7])
def test_all_counts_of_a_step_are_shown_alike(step: int) -> None:
    least = step * cohorts.STEP_READERS
    shown = {cohorts.in_steps(least + more) for more in range(cohorts.STEP_READERS)}
    assert shown == {least}
    assert cohorts.in_steps(least + cohorts.STEP_READERS) > least


def test_readers_of_an_article_are_found_by_index(stage: Stage, bees: Article) -> None:
    stage.read(stage.reader, bees)
    client = signed_in(stage.author)
    with watched() as plans:
        client.get(PATH)
        assert plans.whole_tables() == set()
    assert plans.asked


def test_every_cohort_of_the_books_has_its_row(stage: Stage, bees: Article) -> None:
    assert [row.cohort for row in cohorts.of_article(ArticleId(bees.pk))] == list(Cohort)


def without_tokens(html: str) -> str:
    """Return the page's main part, where nothing differs from one answer to the next."""
    return html[html.index("<main") : html.index("</main>")]
