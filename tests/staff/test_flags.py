"""The staff's side of cases: who may look, lift, uphold, hold, give back, and flag by hand."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.articles.conftest import data
from tests.http.stage import Stage, id_of
from tests.moderation.stage import earns
from tests.staff.conftest import browser
from tweipress.articles import actions as articles
from tweipress.bank import queries as books
from tweipress.core import roles
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.reviews.decide_review import DecideReview
from tweipress.core.ids import ArticleId, FlagId, MemberId
from tweipress.http.request_keys import fresh_key
from tweipress.moderation import actions, queries
from tweipress.moderation.models import REASON_MAX, Case
from tweipress.pages.actions.reviews import ask as ask_review
from tweipress.people.models import Member
from tweipress.people.naming import NAME_MAX
from tweipress.staff import detection

LIST = "/staff/flags/"
Send = Callable[..., Any]


@pytest.fixture
def flag(stage: Stage) -> int:
    """Flag the reader, who has something that vests; return the flag's number."""
    earns(stage, stage.reader, stage.publish(stage.author, "tides"))
    return by_hand(stage)


def by_hand(stage: Stage, member: Member | None = None) -> int:
    """Let the moderator flag a member; return the flag's number."""
    about = member or stage.reader
    by, number = MemberId(stage.moderator.pk), MemberId(about.pk)
    answered = actions.flag_by_hand(by, number, "Twenty a minute.", fresh_key())
    assert hasattr(answered, "seq"), answered
    return books.flags_of(MemberId(about.pk))[0].flag.flag


def send(member: Member | None, flag: FlagId, do: str, reason: str = "Looked at it.") -> Any:
    """Send the form of a case."""
    form = {"do": do, "reason": reason, "key": fresh_key()}
    return browser(member).post(f"{LIST}{flag}/", form)


def listed(stage: Stage) -> str:
    """Return the list of cases as the moderator sees it."""
    return browser(stage.moderator).get(LIST).content.decode()


def state(flag: FlagId) -> str:
    """Return a flag's state in the books."""
    return books.flags([flag])[flag].flag.state


def test_the_list_shows_who_why_and_the_evidence(stage: Stage, flag: FlagId) -> None:
    shown = listed(stage)
    assert "/member/reader/" in shown
    assert "Twenty a minute." in shown
    assert "Hold what vests" in shown
    assert "Flags on members" in browser(stage.moderator).get("/staff/").content.decode()


def test_the_list_says_when_the_readings_were_last_searched(stage: Stage) -> None:
    assert "have not searched the readings yet" in listed(stage)
    detection.detect_alone()
    assert "searched the readings on 1 January 2026." in listed(stage)


@pytest.mark.parametrize(("do", "becomes"), [("lift", "lifted"), ("uphold", "upheld")])
def test_a_flag_is_lifted_or_upheld_with_a_reason_that_its_member_reads(
    stage: Stage, flag: FlagId, do: str, becomes: str
) -> None:
    passed = send(stage.moderator, flag, do, "A <i>slow</i> hand.")
    assert (passed.status_code, passed["Location"]) == (303, LIST)
    assert state(flag) == becomes
    assert books.flags([flag])[flag].flag.decided_by == stage.moderator.pk
    [shown] = queries.of_member(MemberId(stage.reader.pk))
    assert shown.books.flag.words == "A <i>slow</i> hand."
    page = browser(stage.reader).get("/me/flags/").content.decode()
    assert "A &lt;i&gt;slow&lt;/i&gt; hand." in page


def test_what_vests_is_held_and_given_back(stage: Stage, flag: FlagId) -> None:
    assert send(stage.operator, flag, "hold").status_code == 303
    held = books.flags([flag])[flag].hold
    assert held is not None
    assert held.amount_twei > 0
    assert f"Give back {held.amount_twei} Twei, and let the flag stand" in listed(stage)
    assert send(stage.moderator, flag, "release").status_code == 303
    standing = books.standing(MemberId(stage.reader.pk))
    assert standing is not None
    assert (standing.held_twei, standing.vesting_twei) == (0, held.amount_twei)


def test_an_appeal_comes_first_with_its_date(stage: Stage, flag: FlagId) -> None:
    other = by_hand(stage, stage.critic)
    actions.appeal(MemberId(stage.critic.pk), FlagId(other), "I was on a train.")
    shown = listed(stage)
    appeals, _, others = shown.partition("Other flags that stand")
    assert "I was on a train." in appeals
    assert f'id="case-{flag}"' in others


@pytest.mark.parametrize("who", ["reader", "critic", "outsider", "author"])
def test_who_is_no_moderator_is_turned_away(stage: Stage, flag: FlagId, who: str) -> None:
    member = stage.cast[who]
    assert browser(member).get(LIST).status_code == 403
    assert send(member, flag, "lift").status_code == 403
    form = {"name": "critic", "note": "x", "key": fresh_key()}
    assert browser(member).post(f"{LIST}raise/", form).status_code == 403
    assert state(flag) == "open"


def test_a_visitor_is_asked_to_sign_in(stage: Stage, flag: FlagId) -> None:
    assert browser(None).get(LIST).status_code == 303
    assert send(None, flag, "lift").status_code == 303
    assert state(flag) == "open"


@pytest.mark.parametrize(
    ("do", "reason", "name", "status"),
    [
        ("lift", "", "REASON_MISSING", 422),
        ("lift", "x" * (REASON_MAX + 1), "TEXT_TOO_LONG", 422),
        ("hold", "<script>a\0", "UNSTORABLE", 400),
        ("praise", "why", "MALFORMED", 422),
        ("", "why", "MALFORMED", 422),
        ("release", "why", "NOTHING_HELD", 409),
    ],
)
def test_a_decision_that_does_not_fit_changes_nothing(
    stage: Stage, flag: FlagId, do: str, reason: str, name: str, status: int
) -> None:
    seq = stage.seq()
    refused = send(stage.moderator, flag, do, reason)
    shown = refused.content.decode()
    assert refused.status_code == status
    assert f'data-refusal="{name}"' in shown
    assert "<script>a" not in shown
    assert stage.seq() == seq


@pytest.mark.parametrize(
    ("number", "status"), [("77777", 404), ("0", 404), (str(2**63), 422), ("9" * 40, 422)]
)
def test_a_flag_that_does_not_exist_is_named_so(stage: Stage, number: str, status: int) -> None:
    form = {"do": "lift", "reason": "x", "key": fresh_key()}
    assert browser(stage.moderator).post(f"{LIST}{number}/", form).status_code == status


def test_the_same_click_twice_decides_once(stage: Stage, flag: FlagId) -> None:
    form = {"do": "uphold", "reason": "clear", "key": fresh_key()}
    client, seq = browser(stage.moderator), stage.seq()
    assert [client.post(f"{LIST}{flag}/", form).status_code for _ in range(2)] == [303, 303]
    assert stage.seq() == seq + 1
    assert client.post(f"{LIST}{flag}/", {**form, "do": "lift"}).status_code == 409


def test_nobody_decides_in_a_case_of_his_own(stage: Stage) -> None:
    own = by_hand(stage, stage.moderator)
    refused = send(stage.moderator, FlagId(own), "lift")
    assert refused.status_code == 403
    assert 'data-refusal="FLAGGED"' in refused.content.decode()
    assert send(stage.operator, FlagId(own), "lift").status_code == 303


def test_decisions_are_made_by_forms_of_the_site_alone(stage: Stage, flag: FlagId) -> None:
    assert browser(stage.moderator).get(f"{LIST}{flag}/").status_code == 405
    assert browser(stage.moderator).get(f"{LIST}raise/").status_code == 405
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(stage.moderator)
    form = {"do": "lift", "reason": "x", "key": fresh_key()}
    assert forged.post(f"{LIST}{flag}/", form).status_code == 403
    assert state(flag) == "open"


def test_a_member_is_flagged_by_hand_for_what_is_written_down(stage: Stage) -> None:
    form = {"name": "CRITIC", "note": "Same words\r\neverywhere.", "key": fresh_key()}
    client = browser(stage.moderator)
    assert [client.post(f"{LIST}raise/", form).status_code for _ in range(2)] == [303, 303]
    [case] = books.flags_of(MemberId(stage.critic.pk))
    assert (case.flag.reason, case.flag.by, case.flag.shadow) == (
        "by_hand",
        stage.moderator.pk,
        False,
    )
    assert "Same words" in browser(stage.critic).get("/me/flags/").content.decode()
    assert client.post(f"{LIST}raise/", {**form, "note": "Other"}).status_code == 409


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"name": "nobody"}, 404),
        ({"name": ""}, 404),
        ({"note": " "}, 422),
        ({"key": ""}, 422),
        ({"key": "a b"}, 422),
    ],
)
def test_a_flag_by_hand_that_does_not_fit_leaves_no_case(
    stage: Stage, changes: dict[str, str], status: int
) -> None:
    form = {"name": "critic", "note": "x", "key": fresh_key(), **changes}
    refused = browser(stage.moderator).post(f"{LIST}raise/", form)
    assert refused.status_code == status
    assert not Case.objects.exists()


def test_the_form_to_flag_is_offered_to_members_with_that_right(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = browser(stage.moderator)
    page = client.get(LIST).content.decode()
    assert f'name="name" required maxlength="{NAME_MAX}"' in page
    assert re.findall(r'<option value="(\w+)"', page) == ["by_hand", "review_fraud"]
    rights = roles.MAY[roles.Role.MODERATOR] - {roles.Right.FLAG}
    monkeypatch.setitem(roles.MAY, roles.Role.MODERATOR, rights)
    assert "/staff/flags/raise/" not in client.get(LIST).content.decode()


@pytest.mark.parametrize("before", ["x", "-1", "9" * 19])
def test_a_page_that_no_number_names_is_not_found(stage: Stage, before: str) -> None:
    assert browser(stage.moderator).get(f"{LIST}?before={before}").status_code == 404


def test_older_closed_cases_are_on_further_pages(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "ROWS", 1)
    first, second = by_hand(stage, stage.critic), by_hand(stage, stage.commenter)
    for number in (first, second):
        stage.done(Decide(FlagId(number), lifts=True, reason="no"))
    shown = listed(stage)
    assert f'id="case-{second}"' in shown
    assert f'id="case-{first}"' not in shown
    older = browser(stage.moderator).get(f"{LIST}?before={second}")
    assert f'id="case-{first}"' in older.content.decode()


def fraud(stage: Stage) -> tuple[int, int]:
    """Let a reviewed article be taken back and its author flagged; return flag and article."""
    draft = articles.save_draft(id_of(stage.author), data(title="Invented <quotes>"))
    ask_review(id_of(stage.author), draft, fresh_key())
    stage.done(DecideReview(ArticleId(draft.pk), approves=True, reason="sound"))
    articles.publish(draft)
    articles.take_back(id_of(stage.author), draft, "The quotes are invented.")
    form = {"name": "author", "why": "review_fraud", "note": "See there.", "key": fresh_key()}
    assert browser(stage.moderator).post(f"{LIST}raise/", form).status_code == 303
    return books.flags_of(MemberId(stage.author.pk))[0].flag.flag, draft.pk


def test_the_bond_of_a_fraud_is_held_and_its_author_can_appeal(stage: Stage) -> None:
    flag, article = fraud(stage)
    assert books.flags([flag])[flag].flag.reason == "review_fraud"
    shown = listed(stage)
    assert "Hold the bond of “Invented &lt;quotes&gt;”" in shown
    assert send(stage.moderator, FlagId(flag), f"hold_bond:{article}").status_code == 303
    hold = books.flags([flag])[flag].hold
    assert hold is not None
    assert hold.amount_twei == 200
    assert "Hold the bond" not in listed(stage)
    own = browser(stage.author).get("/me/flags/").content.decode()
    assert "deceived reviewers or readers" in own
    assert "200 Twei were held" in own
    assert "What you want to say about it" in own
    assert send(stage.operator, FlagId(flag), "lift").status_code == 303
    standing = books.standing(MemberId(stage.author.pk))
    assert standing is not None
    assert (standing.held_twei, standing.available_twei) == (0, 450)


@pytest.mark.parametrize(
    ("do", "name", "status"),
    [
        ("hold_bond:", "MALFORMED", 422),
        ("hold_bond:x", "MALFORMED", 422),
        ("hold_bond:" + "9" * 30, "MALFORMED", 422),
        ("hold_bond:4711", "UNKNOWN_ARTICLE", 404),
    ],
)
def test_a_bond_that_is_none_is_not_held(stage: Stage, do: str, name: str, status: int) -> None:
    flag, _ = fraud(stage)
    answered = send(stage.moderator, FlagId(flag), do)
    assert (answered.status_code, name in answered.content.decode()) == (status, True)


def test_a_member_is_not_flagged_by_hand_for_what_only_rules_find(stage: Stage) -> None:
    form = {"name": "reader", "why": "even_pace", "note": "See there.", "key": fresh_key()}
    assert browser(stage.moderator).post(f"{LIST}raise/", form).status_code == 422
