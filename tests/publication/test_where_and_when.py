"""The paper's time zone and languages: in which readers see its times, and its menus."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import BEES, published, words
from tests.publication.conftest import store
from tweipress.http.fast import changes
from tweipress.http.outbox import later
from tweipress.language import figures, zone
from tweipress.people import notices
from tweipress.people.actions.members import set_profile
from tweipress.publication import actions, queries

pytestmark = pytest.mark.django_db(transaction=True)
SPANISH = {"accept-language": "es-ES,es;q=0.9,en;q=0.5"}
EVENING = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("UTC", "1 March 2026, 20:30 UTC"),
        ("Asia/Seoul", "2 March 2026, 05:30 KST"),
        ("America/Sao_Paulo", "1 March 2026, 17:30 UTC−3"),
        ("Asia/Kathmandu", "2 March 2026, 02:15 UTC+5:45"),
        ("Europe/Madrid", "1 March 2026, 21:30 CET"),
    ],
)
def test_a_moment_is_written_as_clocks_in_the_zone_show_it(name: str, said: str) -> None:
    zone.use(ZoneInfo(name))
    try:
        assert figures.moment(EVENING) == said
        assert figures.day(EVENING) == said.partition(",")[0]
        assert figures.day(EVENING.date()) == "1 March 2026"
    finally:
        zone.use(ZoneInfo("UTC"))


def test_readers_see_dates_and_times_in_the_papers_zone(stage: Stage, operator: Client) -> None:
    stage.books.clock.advance(16 * 3600)
    article = published(stage.author, BEES)
    path = f"/post/{article.slug}/"
    before = words(Client().get(path).content.decode())
    store(operator, time_zone="Asia/Seoul")
    after = words(Client().get(path).content.decode())
    date = article.published_at
    assert date is not None
    assert figures_day(date, "UTC") in before
    assert figures_day(date, "Asia/Seoul") in after
    assert figures_day(date, "UTC") != figures_day(date, "Asia/Seoul")
    stage.read(stage.commenter, article)
    deeds.write(stage.commenter, article, "I keep bees myself.", "form-1")
    assert "KST" in Client().get(path).content.decode()


def figures_day(moment: datetime, name: str) -> str:
    there = moment.astimezone(ZoneInfo(name))
    return f"{there.day} {there:%B %Y}"


def test_pages_are_in_the_languages_that_the_paper_offers(stage: Stage, operator: Client) -> None:
    store(operator, language="en", languages=["en"])
    assert '<html lang="en"' in Client().get("/", headers=SPANISH).content.decode()
    store(operator, version=1, language="es", languages=["es"])
    assert '<html lang="es"' in Client().get("/").content.decode()
    english = {"accept-language": "en"}
    assert '<html lang="es"' in Client().get("/", headers=english).content.decode()


def test_whoever_asks_for_none_that_is_offered_gets_the_main_one(operator: Client) -> None:
    store(operator, language="es", languages=["es", "en"])
    for asked, given in (("tlh", "es"), ("*", "es"), ("tlh,en;q=0.5", "en"), ("", "es")):
        page = Client().get("/", headers={"accept-language": asked})
        assert page["Content-Language"] == given, asked


def test_a_member_chooses_only_what_is_offered(stage: Stage, operator: Client) -> None:
    set_profile(stage.reader, "", language="es")
    store(operator, language="en", languages=["en"])
    browser = signed_in(stage.reader)
    page = browser.get("/me/profile/")
    assert page["Content-Language"] == "en"
    choice = re.search(r'<select name="language".*?</select>', page.content.decode(), re.DOTALL)
    assert choice
    assert "Español" not in choice[0]
    assert browser.post("/me/profile/", {"bio": "", "language": "es"}).status_code == 422


def test_mails_are_in_a_language_that_is_offered(stage: Stage) -> None:
    set_profile(stage.reader, "", language="es")
    actions.change(id_of(stage.operator), None, {"languages": ["en"], "name": "The Heron"})
    notices.tell(stage.reader, notices.MFA_RESET)
    later.drain()
    (sent,) = mail.outbox
    assert sent.subject == "The Heron: a change to your account"


def test_a_zone_that_a_machine_no_longer_knows_is_utc(stage: Stage) -> None:
    actions.change(id_of(stage.operator), None, {"time_zone": "Asia/Seoul"})
    row = queries.row()
    row.time_zone = "Mars/Olympus"
    row.save()
    changes.note()
    assert queries.current().zone.key == "UTC"
