"""Who is first with a text, whatever is published, edited and taken back, as a plain model has it.

The model has no database: it remembers for each article since when it has each fingerprint.
"""

from collections import Counter
from random import Random
from typing import Any

import pytest

from tests.articles.conftest import data
from tests.articles.test_repeats import draft, repeats, text
from tests.http.stage import Stage, id_of
from tweipress.articles import actions
from tweipress.articles import repeats as repeated_texts
from tweipress.articles.approvals import digest
from tweipress.articles.drafts import checked, indexed
from tweipress.articles.models import Article
from tweipress.articles.text.fingerprints import fingerprints
from tweipress.bank import Receipt
from tweipress.bank import queries as books
from tweipress.core.acts.money.deposit import Deposit
from tweipress.core.money import BPS
from tweipress.core.state.outcome import Refused
from tweipress.http.request_keys import fresh_key
from tweipress.people.models import Member

STEPS = 40
PARTS = [text(70 * number, 90) for number in range(1, 7)]
"""What goes from article to article."""
OWN_WORDS = (110, 160, 900)
"""How much of an article is its own: so a part is most of it, or next to nothing."""


class Plain:
    """Since when each article has each fingerprint, counted in changes."""

    def __init__(self) -> None:
        self.has: dict[int, dict[int, int]] = {}
        self.changes = 0

    def put(self, article: int, index_text: str) -> None:
        """Let an article have a text: what it had already it has had since then."""
        self.changes += 1
        had = self.has.get(article, {})
        now = fingerprints(index_text)
        self.has[article] = {number: had.get(number, self.changes) for number in now}

    def first(self, number: int) -> int:
        """Return the article that has had a fingerprint for longest, 0 if none has it."""
        since = {article: has[number] for article, has in self.has.items() if number in has}
        return min(since, key=lambda article: since[article], default=0)

    def repeated(self, index_text: str, article: int = 0) -> int:
        """Return which article a text repeats, as the tariff measures it, 0 if none."""
        own, tariff = fingerprints(index_text), books.tariff()
        firsts = Counter(first for each in own if (first := self.first(each)) not in {0, article})
        if not firsts:
            return 0
        most = min(firsts, key=lambda other: (-firsts[other], other))
        found_bps = firsts.total() * BPS // len(own)
        whole_bps = len(own & self.has[most].keys()) * BPS // len(self.has[most])
        is_repeat = found_bps >= tariff.repeat_found_bps or whole_bps >= tariff.repeat_whole_bps
        return most if is_repeat else 0


class Walk:
    """Members who do to texts what members can do, by chance, on the site and in the model."""

    def __init__(self, stage: Stage, chance: Random, cut_off: pytest.MonkeyPatch) -> None:
        self.stage, self.chance, self.cut_off = stage, chance, cut_off
        self.plain, self.did = Plain(), list[str]()
        self.authors = [stage.author, stage.critic, stage.commenter]
        for author in self.authors:
            stage.done(Deposit(to=id_of(author), amount_twei=100_000))

    def paragraphs(self) -> list[str]:
        """Return some words of one's own, and up to two parts that others have as well."""
        own = text(self.chance.randrange(1_000, 1_000_000), self.chance.choice(OWN_WORDS))
        return [own, *self.chance.sample(PARTS, self.chance.randrange(3))]

    def public(self) -> Article:
        """Return an article that can be edited."""
        return self.chance.choice(Article.objects.filter(posting_seq__gt=0, undo_seq=None))

    def publish(self) -> None:
        """Publish an article, which is found to repeat what the model says."""
        self.stage.books.next_day()
        article = draft(self.chance.choice(self.authors), *self.paragraphs())
        assert isinstance(actions.publish(article), Receipt)
        self.plain.put(article.pk, article.index_text)
        assert repeats(article) == self.plain.repeated(article.index_text, article.pk), self.did

    def be_refused(self) -> None:
        """Try to publish what the books refuse."""
        refused = actions.publish(draft(self.stage.outsider, *self.paragraphs()))
        assert isinstance(refused, Refused)

    def edit(self) -> None:
        """Give an article other words, or take a part in or out."""
        article = self.public()
        kept = [block["text"] for block in article.sections[0]["blocks"]][
            : self.chance.randrange(4)
        ]
        new = words(*dict.fromkeys([*kept, *self.paragraphs()]))
        assert actions.edit(id_of(article.author), article, new) is None
        self.plain.put(article.pk, indexed(checked(new)))

    def be_cut_off(self) -> None:
        """Lose the connection before an edit is stored."""

        def cut_off(*_: object) -> None:
            raise ConnectionError

        article, new = self.public(), words(*self.paragraphs())
        with self.cut_off.context() as patch:
            patch.setattr("tweipress.articles.edits.store", cut_off)
            with pytest.raises(ConnectionError):
                actions.edit(id_of(article.author), article, new)

    def let_it_be_paid(self) -> None:
        """Let an editor clear a repeat: that it was not first remains."""
        article = self.public()
        actions.clear_repeat(
            id_of(self.stage.editor), article, "A new edition.", fresh_key(), digest(article)
        )

    def take_back(self) -> None:
        """Take an article back; it keeps its texts, and nobody may publish them as new."""
        article = self.public()
        answered = actions.take_back(id_of(article.author), article, "A mistake.")
        assert isinstance(answered, Receipt)

    def delete_texts(self) -> None:
        """Delete what an author has taken back."""
        author: Member = self.chance.choice(self.authors)
        actions.delete_texts(id_of(author))
        for gone in Article.objects.filter(author=author, undo_seq__isnull=False):
            self.plain.has.pop(gone.pk, None)

    def step(self) -> None:
        """Do something."""
        can = [self.publish, self.be_refused]
        if Article.objects.filter(posting_seq__gt=0, undo_seq=None).count() > 1:
            can += [self.publish, *[self.edit] * 6, self.be_cut_off, self.let_it_be_paid]
            can += [self.take_back, self.delete_texts]
        does = self.chance.choice(can)
        self.did.append(does.__name__)
        does()

    def look(self) -> None:
        """See that the site says of every part and every article what the model says."""
        for part in PARTS:
            self.same(Article(author=self.stage.reader, index_text=part.casefold()))
        for article in Article.objects.filter(posting_seq__gt=0, undo_seq=None):
            self.same(article)

    def same(self, article: Article) -> None:
        """See that an article would be found to repeat what the model says."""
        match = repeated_texts.compare(article)
        expected = self.plain.repeated(article.index_text, article.pk or 0)
        assert (match.of if match else 0) == expected, self.did


def words(*paragraphs: str) -> dict[str, Any]:
    """Return an article of these paragraphs, as an edit has it."""
    blocks = [{"kind": "paragraph", "text": text} for text in paragraphs]
    return data(sections=[{"heading": "", "blocks": blocks}])


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 8))]
)
def test_first_is_who_has_had_it_for_longest(
    stage: Stage, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(stage, Random(seed), monkeypatch)
    for _ in range(STEPS):
        walk.step()
        walk.look()
