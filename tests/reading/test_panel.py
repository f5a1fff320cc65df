"""What the panel says to each member of the cast: exact labels, prices, and reasons."""

import re

from django.template.loader import render_to_string

from tests.http.stage import Stage
from tests.reading.conftest import Reader, panel_of, why
from tweipress.articles.models import Article
from tweipress.bank import queries as books
from tweipress.core import roles
from tweipress.core.acts.articles.find_repeat import FindRepeat
from tweipress.core.acts.calendar.close_day import CloseDay
from tweipress.core.acts.members.ban import Ban
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.open import Open
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.people.models import Member


def words(panel: object) -> str:
    """Return the panel's words, as they are read one after another."""
    html = render_to_string("reading/panel.html", {"panel": panel})
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_visitor_sees_what_a_newcomer_would_earn(stage: Stage, sea: Article) -> None:
    said = words(panel_of(sea, None))
    newcomer = panel_of(sea, stage.outsider)
    assert newcomer.quote_twei > 0
    assert f"A new member would earn {newcomer.quote_twei} Twei" in said
    for label in ("Read-to-Earn opportunity", "Time to Read 1:16 min", "You earned: None"):
        assert label in said
    assert "Date 1 January 2026" in said
    assert "Sign in to earn by reading" in said


def test_prices_and_what_is_final_are_said_before_the_click(stage: Stage, reader: Reader) -> None:
    for _ in range(2):
        said = words(reader.panel())
        assert "Minus costs 2 Twei" in said
        assert "rating is final" in said
        reader.open()
    assert f"Plus earns you {reader.panel().quote_twei} Twei" in said


def test_the_buttons_bear_the_labels_of_the_rulebook(stage: Stage, reader: Reader) -> None:
    stage.done(Role(member=MemberId(stage.reader.pk), role=roles.Role.CONTRIBUTOR))
    reader.open()
    html = render_to_string("reading/panel.html", {"panel": reader.panel()})
    labels = re.findall(r"<button[^>]*>([^<]*)</button>", html)
    assert labels == ["Plus", "Minus", "Done reading"]


def test_every_form_has_its_own_key_and_every_panel_has_new_keys(reader: Reader) -> None:
    reader.open()
    html = [render_to_string("reading/panel.html", {"panel": reader.panel()}) for _ in range(2)]
    keys = re.findall(r'name="key" value="([^"]+)"', "".join(html))
    assert len(keys) == len(set(keys)) == 4


def test_a_member_below_the_level_for_a_minus_sees_which_level_it_needs(reader: Reader) -> None:
    reader.open()
    said = words(reader.panel())
    assert "Minus: Available from LVL 3; you are at LVL 1." in said


def test_an_author_is_told_why_reading_it_pays_nothing(stage: Stage, sea: Article) -> None:
    panel = panel_of(sea, stage.author)
    assert (panel.state, panel.quote_twei, why(panel)) == ("closed", 0, "OWN_ARTICLE")
    assert "This is your own article" in words(panel)


def test_after_rating_a_member_sees_the_rating_and_what_it_earned(reader: Reader) -> None:
    quote_twei = reader.panel().quote_twei
    reader.send("plus", token=reader.prove(reader.open()))
    said = words(reader.panel())
    assert f"You earned: {quote_twei} Twei" in said
    assert "Your rating: Plus" in said


def test_a_member_who_reads_another_article_is_offered_to_switch(
    stage: Stage, reader: Reader, seeds: Article
) -> None:
    reader.open()
    said = words(panel_of(seeds, stage.reader))
    assert f"You are reading {reader.article.title} for Twei." in said
    assert "Switch to this article for" in said


def test_a_member_whom_the_books_do_not_know_yet_is_told_so(sea: Article) -> None:
    member = Member.objects.create(email="new@example.org", name="new")
    panel = panel_of(sea, member)
    assert (panel.state, why(panel)) == ("outside", "UNKNOWN_MEMBER")
    assert "Reload the page in a moment" in words(panel)


def test_a_member_who_cannot_start_more_readings_today_is_told_how_many_there_are(
    stage: Stage, reader: Reader
) -> None:
    standing = books.standing(MemberId(stage.reader.pk))
    assert standing is not None
    opens = standing.quota["opens"]
    for number in range(opens):
        session = f"session-{number}"
        stage.done(
            Open(
                member=MemberId(stage.reader.pk),
                article=ArticleId(reader.article.pk),
                session=SessionId(session),
            )
        )
    stage.books.clock.advance(901)
    panel = reader.panel()
    assert (panel.state, panel.quote_twei) == ("closed", 0)
    assert f"You have started {opens} paid readings today" in words(panel)


def test_an_article_that_repeats_another_can_be_rated_but_pays_nothing(
    stage: Stage, reader: Reader, seeds: Article
) -> None:
    stage.done(FindRepeat(ArticleId(reader.article.pk), ArticleId(seeds.pk)))
    panel = reader.panel()
    assert (panel.state, panel.quote_twei, why(panel)) == ("ready", 0, "REPEATS")
    assert not panel.starts_by_itself
    assert reader.send("plus", token=reader.prove(reader.open())).status_code == 303
    assert (reader.panel().rating, reader.panel().earned_twei) == ("plus", 0)


def test_a_banned_member_is_offered_nothing_and_told_why(stage: Stage, reader: Reader) -> None:
    reader.open()
    stage.done(Ban(member=MemberId(stage.reader.pk), reason="A program"))
    panel = reader.panel()
    html = render_to_string("reading/panel.html", {"panel": panel})
    assert why(panel) == "BANNED"
    assert "<button" not in html


def test_while_the_day_is_closed_the_panel_says_so_and_offers_nothing(
    stage: Stage, reader: Reader
) -> None:
    stage.done(CloseDay())
    panel = reader.panel()
    assert (panel.state, why(panel)) == ("closed", "DAY_CLOSED")


def test_a_lane_with_nothing_released_says_that_more_comes(stage: Stage, reader: Reader) -> None:
    for number in range(40):
        member = stage.enter(f"fan-{number}")
        session = f"session-{number}"
        stage.done(
            Open(
                member=MemberId(member.pk),
                article=ArticleId(reader.article.pk),
                session=SessionId(session),
            )
        )
    panel = reader.panel()
    assert (panel.quote_twei, why(panel)) == (0, "NOT_RELEASED")
