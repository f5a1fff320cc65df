"""A letter is made once a period, of what is new, for those who want it, in their language."""

from typing import Any
from zipfile import ZipFile

from allauth.account.models import EmailAddress

from tests.http.stage import Stage
from tests.letters.conftest import subscribed
from tests.scratch_books import BooksStage
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.core.units import S_PER_DAY, S_PER_H
from tweipress.jobs.models import Job
from tweipress.letters import queries
from tweipress.letters.actions import STOP_URL
from tweipress.letters.models import Delivery, Letter, Rhythm, Subscription
from tweipress.pages.actions import letters
from tweipress.pages.actions.leaving import close_account
from tweipress.pages.takeout.packing import pack
from tweipress.people.actions.leaving import Texts


def at_six(books: BooksStage, days: int = 1) -> None:
    """Go to 6 o'clock, UTC, of one of the next days."""
    passed_s = (books.clock.time_ms // 1_000 - 6 * S_PER_H) % S_PER_DAY
    books.clock.advance(days * S_PER_DAY - passed_s)


def published(stage: Stage, slug: str, **fields: Any) -> Article:
    """Return an article that is published now."""
    given: dict[str, Any] = {"title": slug.title(), "lead": "A lead.", "posting_seq": 1}
    given |= {"author": stage.author, "dated_at": clock.now()}
    return Article.objects.create(slug=slug, **{**given, **fields})


def made() -> list[Letter]:
    """Make what is due, and return the letters that were written, by number."""
    letters.make_due()
    assert not queries.are_due()
    return list(Letter.objects.exclude(subject="").order_by("pk"))


def test_a_letter_is_made_once_a_day_with_what_is_new_and_sent_by_a_job(
    stage: Stage, books: BooksStage
) -> None:
    subscribed("ann@press.example")
    subscribed("ben@press.example")
    article = published(stage, "bees")
    at_six(books)
    assert queries.are_due()
    (letter,) = made()
    assert made() == [letter]
    assert Delivery.objects.filter(letter=letter).count() == 2
    assert [row.ids for row in Job.objects.all()] == [{"letter": letter.pk}]
    for text in (letter.text, letter.html):
        for part in (article.title, "A lead.", "author", f"/post/{article.slug}/", STOP_URL):
            assert part in text
    assert article.title in letter.subject
    at_six(books)
    assert queries.are_due()
    assert made() == [letter]
    wasps = published(stage, "wasps")
    at_six(books)
    _, second = made()
    assert wasps.title in second.text
    assert article.title not in second.text


def test_titles_are_text_in_the_html_and_cannot_add_a_line_to_the_head_of_a_mail(
    stage: Stage, books: BooksStage
) -> None:
    subscribed("ann@press.example")
    published(stage, "bees", title="<b>Bees</b> & wasps\nBcc: all@press.example")
    at_six(books)
    (letter,) = made()
    assert "&lt;b&gt;Bees&lt;/b&gt; &amp; wasps" in letter.html
    assert "<b>Bees" not in letter.html
    assert "<b>Bees</b> & wasps" in letter.text
    assert "\n" not in letter.subject


def test_a_week_a_section_and_a_language_have_letters_of_their_own(
    stage: Stage, books: BooksStage
) -> None:
    subscribed("ann@press.example", Rhythm.WEEKLY)
    subscribed("ben@press.example", section="Science")
    subscribed("cleo@press.example", language="es")
    bees = published(stage, "bees", section="Science")
    wasps = published(stage, "wasps", section="Politics")
    at_six(books)
    written = {(row.rhythm, row.section, row.language): row for row in made()}
    assert set(written) == {
        ("weekly", "", "en"),
        ("daily", "Science", "en"),
        ("daily", "", "es"),
    }
    science = written["daily", "Science", "en"]
    assert bees.title in science.text
    assert wasps.title not in science.text
    assert "Dejar de recibir esta carta" in written["daily", "", "es"].text
    at_six(books)
    published(stage, "ants")
    assert {row.rhythm for row in made()} == {"daily", "weekly"}
    assert Letter.objects.filter(rhythm="weekly").count() == 1
    at_six(books, 7)
    made()
    assert Letter.objects.filter(rhythm="weekly").exclude(subject="").count() == 2


def test_a_letter_reads_in_its_direction_and_its_articles_in_theirs(
    stage: Stage, books: BooksStage
) -> None:
    subscribed("ann@press.example", language="ar")
    published(stage, "bees")
    at_six(books)
    made()
    html = Letter.objects.get(language="ar").html
    assert '<html lang="ar" dir="rtl">' in html
    assert '<h2 lang="en" dir="ltr">' in html


def test_what_was_taken_back_or_is_a_draft_is_in_no_letter(stage: Stage, books: BooksStage) -> None:
    subscribed("ann@press.example")
    published(stage, "bees", undo_seq=1)
    published(stage, "wasps", posting_seq=None)
    at_six(books)
    assert made() == []


def test_a_member_takes_letters_along_and_leaves_without_them(
    stage: Stage, books: BooksStage
) -> None:
    member = stage.reader
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    EmailAddress.objects.create(user=member, email="ann@press.example", verified=False)
    subscribed(member.email)
    subscribed("ann@press.example")
    with pack(member) as file, ZipFile(file) as zipped:
        (name,) = (name for name in zipped.namelist() if name.endswith("/letters.csv"))
        table = zipped.read(name).decode()
    assert "daily" in table
    assert "ann@press.example" not in table
    assert close_account(member, Texts.STAY) is None
    assert [row.email for row in Subscription.objects.all()] == ["ann@press.example"]
