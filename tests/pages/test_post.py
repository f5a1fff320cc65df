"""The article page: the text, and the labels of the rulebook to the letter and in its order."""

import re

import pytest
from django.test import Client

from tests.comments import deeds
from tests.http.stage import Stage, id_of, signed_in
from tests.pages.conftest import shown, words
from tests.pnl import deeds as reports
from tweipress.articles import actions
from tweipress.articles.models import Article
from tweipress.bank import Receipt
from tweipress.comments.models import Comment

LABELS = (
    *("How Bees &lt;Vote&gt;", "A swarm has to agree on a house.", "1 January 2026"),
    *("A debate on a branch", "Rules &amp; order"),
    *("Read-to-Earn opportunity", "Time to Read", "You earned: None", "Date"),
    *("Post Profit", "Earned for Pluses ...", "Comment Rewards ...", "Likes Own ..."),
    *("Likes Commenter ...", "Likes Author ...", "Dislikes Author ..."),
    "Profit Subtotal, Twei ...",
    *("Post Loss", "Spent for Minuses ...", "Comment Tributes ...", "Dislikes Own ..."),
    *("Dislikes Commenter ...", "Post Publish Tribute ...", "PnL Reports ..."),
    "Loss Subtotal, Twei ...",
    *("Total Twei Earned: ...", "Price for report instance: 1 Twei"),
    *("Comment-to-Earn", "1 Comment", "commenter", "I keep bees myself.", "1 like", "0 dislikes"),
    *("Available from LVL 13", "Add your comment"),
)


@pytest.fixture
def discussed(stage: Stage, bees: Article) -> Article:
    """The article with a comment and a like."""
    for member in (stage.commenter, stage.critic):
        stage.read(member, bees)
    written = deeds.write(stage.commenter, bees, "I keep bees myself.", "form-1")
    assert isinstance(written, Receipt)
    number = Comment.objects.get().pk
    assert isinstance(deeds.like(stage.critic, number, "form-2"), Receipt)
    return bees


def in_order(labels: tuple[str, ...], said: str) -> list[str]:
    """The labels that are missing, or stand before the one they should follow."""
    at, missing = 0, []
    for label in labels:
        start = said.find(label, at)
        if start < 0:
            missing.append(label)
        else:
            at = start + len(label)
    return missing


@pytest.mark.parametrize("who", ["", "outsider"])
def test_every_label_stands_in_its_place(stage: Stage, discussed: Article, who: str) -> None:
    client = signed_in(stage.cast[who]) if who else Client()
    page = shown(client, f"/post/{discussed.slug}/")
    assert in_order(LABELS, words(page)) == []
    assert 'alt="Avatar of commenter"' in page
    assert 'alt="Your comment avatar"' in page


def test_a_commenter_gets_the_form_in_place_of_the_level(stage: Stage, discussed: Article) -> None:
    page = shown(signed_in(stage.critic), f"/post/{discussed.slug}/")
    assert "Available from LVL 13" not in page
    assert '<textarea id="comment-text"' in page


def test_the_author_is_told_that_his_own_reading_is_not_paid(
    stage: Stage, discussed: Article
) -> None:
    said = words(shown(signed_in(stage.author), f"/post/{discussed.slug}/"))
    assert "an author is not paid for reading it" in said
    assert "Start reading" not in said


def test_every_part_of_the_proof_has_its_anchor(bees: Article) -> None:
    page = shown(Client(), f"/post/{bees.slug}/")
    parts = re.findall(r'<div class="proof" id="part-(\d+)" data-part="(\d+)">', page)
    assert parts == [(str(number), str(number)) for number in range(1, bees.parts + 1)]


def test_the_text_is_shown_as_it_was_meant_and_harmless(bees: Article) -> None:
    page = shown(Client(), f"/post/{bees.slug}/")
    assert "<em>thousand</em>" in page
    assert "<li>The better the place, the longer the dance.</li>" in page
    quote = "<p>They have no cousin.</p><footer>a beekeeper</footer></blockquote>"
    assert f'<blockquote dir="auto">{quote}' in page
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_report_fills_the_figures_of_its_buyer_alone(stage: Stage, discussed: Article) -> None:
    bought = reports.buy(stage.commenter, discussed, "mine", "form-3")
    assert isinstance(bought, Receipt)
    said = words(shown(signed_in(stage.commenter), f"/post/{discussed.slug}/"))
    assert in_order(("Comment Tributes 15", "PnL Reports 1", "Total Twei Earned: −14"), said) == []
    assert "Comment Tributes ..." in words(shown(Client(), f"/post/{discussed.slug}/"))


def test_scripts_are_for_those_who_can_act(stage: Stage, bees: Article) -> None:
    path = f"/post/{bees.slug}/"
    assert "<script src" not in shown(Client(), path)
    assert shown(signed_in(stage.reader), path).count("<script src=") == 2


def test_an_article_taken_back_says_so_and_keeps_its_text_to_itself(
    stage: Stage, bees: Article
) -> None:
    assert isinstance(actions.take_back(id_of(stage.author), bees, "It was wrong."), Receipt)
    said = words(shown(Client(), f"/post/{bees.slug}/", 410))
    assert "This article was taken back: It was wrong." in said
    assert "A debate on a branch" not in said


def test_a_draft_is_not_to_be_found(stage: Stage) -> None:
    data = {"title": "Not yet", "lead": "", "section": "", "sections": []}
    draft = actions.save_draft(id_of(stage.author), data)
    shown(signed_in(stage.author), f"/post/{draft.slug}/", 404)
