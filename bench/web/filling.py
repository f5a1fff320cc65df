"""Fills a site on which every reader can like or Plus at once.

Articles have five comments each. Everybody is signed in, has read two articles, and is at the end
of a third. The books are filled with records and balances, without a journal, as by
bench/bank/stage.py. plans.py plans the requests.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.crypto import get_random_string

from bench.bank.stage import LEVEL
from bench.web.texts import PARTS, SAID, text
from tweipress.articles.actions import save_draft
from tweipress.articles.models import Article as Post
from tweipress.bank.storage.connection import Connection
from tweipress.bank.storage.tables import ACCOUNTS, TABLES, account_row
from tweipress.comments.models import Comment as Text
from tweipress.core import chart
from tweipress.core.ids import ArticleId, CommentId, MemberId, SessionId
from tweipress.core.records.article import Article, Lane
from tweipress.core.records.books import Books, Day, TariffText
from tweipress.core.records.comment import Comment
from tweipress.core.records.member import Member
from tweipress.core.records.reading import Rating, Reading, Session
from tweipress.core.records.record import Record
from tweipress.core.rules.levels import xp_for
from tweipress.core.tariff import default
from tweipress.core.units import MS_PER_S
from tweipress.http.browsers.models import Session as BrowserSession
from tweipress.http.fast.sessions import SessionStore
from tweipress.people.models import Member as Person
from tweipress.people.naming import shape_of

READERS_AN_ARTICLE: Final = 50
HOT: Final = 1
"""The article that everybody reads."""
COMMENTS: Final = 5
SESSION_SIGNS: Final = 32
READ: Final = 2
TIME_TO_READ_S: Final = 10_000
"""Long enough for a reading session to outlive the benchmark."""
OPENED_AGO_S: Final = 4_000
PLENTY_TWEI: Final = 10**9
QUOTE_TWEI: Final = 5


class Filling:
    """Members 1 to `readers` read; the next five wrote the comments, one more the articles."""

    def __init__(self, readers: int) -> None:
        """Set the numbers of members, articles and comments."""
        self.at = datetime.now(UTC).replace(microsecond=0)
        self.opened_ms = int((self.at - timedelta(seconds=OPENED_AGO_S)).timestamp()) * MS_PER_S
        self.readers = range(1, readers + 1)
        self.writers = range(readers + 1, readers + COMMENTS + 1)
        self.author = readers + COMMENTS + 1
        self.articles = range(1, max(READ + 1, readers // READERS_AN_ARTICLE) + 1)
        self.slugs: dict[int, str] = {}
        self.cookies: dict[int, str] = {}

    def met_by(self, reader: int) -> list[int]:
        """Return the articles that a reader has read, and last the one that they are finishing."""
        return [(reader + step) % len(self.articles) + 1 for step in range(READ + 1)]

    def comments_of(self, article: ArticleId) -> range:
        """Return the numbers of an article's comments."""
        return range((article - 1) * COMMENTS + 1, article * COMMENTS + 1)

    def fill_site(self) -> None:
        """Save people with their browsers' sessions, and posts with their comments."""
        Person.objects.bulk_create(
            Person(
                pk=m,
                email=f"m{m}@press.example",
                name=f"member-{m}",
                shape=shape_of(f"member-{m}"),
                posting_seq=m,
            )
            for m in range(1, self.author + 1)
        )
        BrowserSession.objects.bulk_create(map(self._signed_in, Person.objects.all()))
        for number in self.articles:
            post = save_draft(MemberId(self.author), text(number))
            assert post.pk == number, "the site was not empty"
            self.slugs[number] = post.slug
            Text.objects.bulk_create(self._comments(post))
            Post.objects.filter(pk=number).update(  # at once: nobody may have so many drafts
                posting_seq=1, published_at=self.at, dated_at=self.at, time_to_read_s=TIME_TO_READ_S
            )

    def fill_books(self) -> None:
        """Fill the books with records and balances."""
        connection = Connection()
        connection.begin()
        for kind, some in self._records().items():
            table = TABLES[kind]
            connection.put(table, list(map(table.row, some)))
        held = dict(self._holdings())
        held[chart.EXT] = -sum(held.values())
        connection.put(ACCOUNTS, [account_row(*holding) for holding in held.items()])
        connection.commit()
        connection.close()

    def _signed_in(self, person: Person) -> BrowserSession:
        store = SessionStore()
        key = self.cookies[person.pk] = get_random_string(SESSION_SIGNS)
        held = {
            SESSION_KEY: str(person.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: person.get_session_auth_hash(),
        }
        ends = self.at + timedelta(days=1)
        return BrowserSession(
            session_key=key,
            session_data=store.encode(held),
            expire_date=ends,
            member=person.pk,
        )

    def _comments(self, post: Post) -> Iterator[Text]:
        for number, writer in zip(self.comments_of(ArticleId(post.pk)), self.writers, strict=True):
            yield Text(
                pk=number,
                article=post,
                writer_id=writer,
                text=SAID,
                form_key=f"form-{number}",
                created=self.at,
                posting_seq=number,
            )

    def _records(self) -> dict[type[Record], Iterable[Record]]:
        tariff, day = default(), self.at.date().isoformat()
        xp = xp_for(LEVEL, tariff)
        written = [
            (c, a, w)
            for a in self.articles
            for c, w in zip(self.comments_of(ArticleId(a)), self.writers, strict=True)
        ]
        return {
            Books: [Books(False, True, day, 0, True, tariff.hash, tariff.hash)],
            Day: [Day(0, day)],
            TariffText: [TariffText(tariff.hash, tariff.canonical())],
            Member: (
                Member(MemberId(m), self.opened_ms, xp_trust=xp, counted_day=0)
                for m in range(1, self.author + 1)
            ),
            Article: (
                Article(
                    ArticleId(a),
                    MemberId(self.author),
                    self.opened_ms,
                    0,
                    TIME_TO_READ_S,
                    PARTS,
                    True,
                )
                for a in self.articles
            ),
            Lane: (
                Lane(ArticleId(a), name, PLENTY_TWEI) for a in self.articles for name in chart.LANES
            ),
            Reading: (
                Reading(MemberId(r), ArticleId(a), Rating.PLUS)
                for r in self.readers
                for a in self.met_by(r)[:READ]
            ),
            Session: (
                Session(
                    MemberId(r),
                    SessionId(f"session-{r}"),
                    ArticleId(self.met_by(r)[-1]),
                    chart.LaneName.OPEN,
                    QUOTE_TWEI,
                    self.opened_ms,
                )
                for r in self.readers
            ),
            Comment: (
                Comment(CommentId(c), ArticleId(a), MemberId(w), self.opened_ms)
                for c, a, w in written
            ),
        }

    def _holdings(self) -> Iterator[tuple[str, int]]:
        day = self.at.date().isoformat()
        yield chart.POOL, PLENTY_TWEI
        for article in self.articles:
            yield from ((chart.lane(ArticleId(article), name), PLENTY_TWEI) for name in chart.LANES)
            yield from (
                (chart.pot(CommentId(comment)), PLENTY_TWEI)
                for comment in self.comments_of(ArticleId(article))
            )
        yield from (
            (chart.vesting(MemberId(m), day), PLENTY_TWEI) for m in range(1, self.author + 1)
        )
        for reader in map(MemberId, self.readers):
            yield chart.available(reader), PLENTY_TWEI
            yield chart.reserved(reader), QUOTE_TWEI
