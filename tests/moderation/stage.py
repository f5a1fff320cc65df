"""Members with readings of a given pace on a site with real books, and a moderator."""

from collections.abc import Callable
from random import Random

from pytest_django import Settings

from tests.http.stage import Stage
from tweipress.articles.models import Article
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.tariff import default
from tweipress.people.models import Member
from tweipress.reading.models import RatedRead
from tweipress.risk.fitting import farms, population
from tweipress.risk.fitting.population import MODEL, Text
from tweipress.risk.reads import Read

TARIFF = default()
WINDOW = TARIFF.risk_window_reads
Draw = Callable[[Random, list[Text]], list[Read]]


def texts(stage: Stage, number: int = WINDOW) -> list[Text]:
    """Return articles of the paper: their texts are not needed, their lengths are."""
    chance = Random(1)
    have = Article.objects.filter(slug__startswith="paper-").count()
    for place in range(have, number):
        Article.objects.create(
            author=stage.author, slug=f"paper-{place}", title=f"Paper {place}", posting_seq=1
        )
    papers = Article.objects.filter(slug__startswith="paper-").order_by("pk")[:number]
    return [Text(paper.pk, population.words(chance, MODEL), 0) for paper in papers]


def program(wait: farms.Wait) -> Draw:
    """Return how a program reads."""
    return lambda chance, paper: farms.window(chance, wait, paper, 0, TARIFF)


def person(chance: Random, paper: list[Text]) -> list[Read]:
    """Read as a person of the mean speed does."""
    speed = population.speed_wpm(chance, MODEL)
    return [
        population.read(
            number * 3_600_000,
            text,
            population.dwell_s(chance, MODEL, speed, text.words),
            TARIFF,
        )
        for number, text in enumerate(paper)
    ]


EVEN = program(farms.at_the_floor)


def put_in_force(settings: Settings, *reasons: str) -> None:
    """Put rules in force by their reasons."""
    settings.TWEIPRESS_RISK_IN_FORCE = frozenset(reasons)


def has_read(
    stage: Stage, member: Member, draw: Draw, number: int = WINDOW, seed: int = 1
) -> list[Read]:
    """Let a member have rated so many articles, the last one now."""
    chance = Random(seed)
    paper = texts(stage, number)
    reads = draw(chance, chance.sample(paper, number))
    last_ms = reads[-1].at_ms
    now_ms = stage.books.clock.time_ms
    RatedRead.objects.bulk_create(
        RatedRead(
            member=member,
            article_id=read.article,
            at_ms=now_ms - last_ms + read.at_ms,
            dwell_ms=read.dwell_ms,
            words=read.words,
            time_to_read_s=read.time_to_read_s,
            until_ms=now_ms + TARIFF.risk_kept_s * 1000,
        )
        for read in reads
    )
    return reads


def earns(stage: Stage, member: Member, article: Article) -> int:
    """Let a member read and rate an article with a Plus; return what that paid."""
    session = f"{member.pk}-{article.pk}"
    stage.done(
        Open(member=MemberId(member.pk), article=ArticleId(article.pk), session=SessionId(session))
    )
    stage.books.clock.advance(60)
    rated = Plus(member=MemberId(member.pk), session=SessionId(session), sections=3, digest="d")
    return int(stage.done(rated).answer["earned"])
