"""What a member sees of a flag, and the appeal."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.http.stage import Stage, signed_in
from tests.moderation.stage import EVEN, earns, has_read
from tests.pages.packed import taken
from tweipress.bank import queries as books
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.acts.cases.hold import Hold
from tweipress.core.ids import FlagId, MemberId
from tweipress.moderation.models import TEXT_MAX, Case
from tweipress.people.models import Member
from tweipress.staff import detection

PAGE = "/me/flags/"


@pytest.fixture
def flagged(stage: Stage, in_force: Callable[..., None]) -> Stage:
    """Return the stage with the reader flagged for too even a pace, and 2 Twei vesting."""
    in_force("even_pace")
    earns(stage, stage.reader, stage.publish(stage.author, "bees"))
    has_read(stage, stage.reader, EVEN)
    detection.detect()
    return stage


def number(stage: Stage) -> int:
    """Return the number of the reader's flag in force."""
    [flag] = [
        case.flag.flag for case in books.flags_of(MemberId(stage.reader.pk)) if not case.flag.shadow
    ]
    return flag


def page(member: Member) -> str:
    """Return a member's page of flags."""
    response = signed_in(member).get(PAGE)
    assert response.status_code == 200
    return response.content.decode()


def appeals(member: Member, flag: FlagId, text: str = "I read aloud to a blind friend.") -> object:
    """Send the form of an appeal."""
    return signed_in(member).post(f"{PAGE}{flag}/appeal/", {"text": text})


def test_a_member_reads_why_on_what_evidence_and_what_to_do(flagged: Stage) -> None:
    shown = page(flagged.reader)
    assert "Your readings all took almost the same part of the Time to Read" in shown
    assert "the rule “spread”, version 1" in shown
    assert "How much the pace varied" in shown
    assert "The 40 readings that were looked at" in shown
    assert "/post/paper-3/" in shown
    assert "What is available is untouched" in shown
    assert "You are answered within 7 days" in shown
    assert "the rule is on trial" in shown
    assert shown.count("<textarea") == 1


def test_the_own_page_leads_to_the_flags(flagged: Stage) -> None:
    shown = signed_in(flagged.reader).get("/me/").content.decode()
    assert "Your account is flagged" in shown
    assert PAGE in shown
    assert "Your account is flagged" not in signed_in(flagged.critic).get("/me/").content.decode()


def test_without_a_flag_the_page_says_so(stage: Stage) -> None:
    assert "never had any" in page(stage.outsider)


def test_an_outsider_sees_nothing_of_anothers_case(flagged: Stage) -> None:
    assert "never had any" in page(flagged.outsider)
    refused = appeals(flagged.outsider, FlagId(number(flagged)))
    assert getattr(refused, "status_code", 0) == 404
    assert Case.objects.get(pk=number(flagged)).appeal_text == ""


def test_a_visitor_is_sent_to_sign_in(flagged: Stage) -> None:
    assert Client().get(PAGE).status_code == 302
    sent = Client().post(f"{PAGE}{number(flagged)}/appeal/", {"text": "x"})
    assert (sent.status_code, "/accounts/login/" in sent["Location"]) == (303, True)


def test_an_appeal_is_kept_with_its_date_and_answered_there(flagged: Stage) -> None:
    sent = signed_in(flagged.reader).post(
        f"{PAGE}{number(flagged)}/appeal/", {"text": "I read\r\naloud <b>."}, follow=True
    )
    shown = sent.content.decode()
    assert sent.redirect_chain == [(PAGE, 303)]
    assert "Your appeal is in the books." in shown
    assert "an answer is due by" in shown
    assert "I read<br>aloud &lt;b&gt;." in shown
    assert "<textarea" not in shown
    flagged.done(Decide(FlagId(number(flagged)), lifts=True, reason="Quite so."))
    shown = page(flagged.reader)
    assert "The appeal was granted." in shown
    assert "“Quite so.”" in shown
    assert "This flag has no effect any more." in shown


def test_an_answer_that_is_late_is_called_so(flagged: Stage) -> None:
    appeals(flagged.reader, FlagId(number(flagged)))
    assert "it is late" not in page(flagged.reader)
    flagged.books.clock.advance(8 * 86_400)
    assert "it is late" in page(flagged.reader)


def test_the_same_appeal_twice_is_one_and_another_text_is_refused(flagged: Stage) -> None:
    seq = flagged.seq()
    assert getattr(appeals(flagged.reader, FlagId(number(flagged))), "status_code", 0) == 303
    assert getattr(appeals(flagged.reader, FlagId(number(flagged))), "status_code", 0) == 303
    assert flagged.seq() == seq + 1
    assert (
        getattr(appeals(flagged.reader, FlagId(number(flagged)), "Other"), "status_code", 0) == 409
    )
    assert Case.objects.get(pk=number(flagged)).appeal_text == "I read aloud to a blind friend."


@pytest.mark.parametrize(
    ("text", "name", "status"),
    [
        ("", "REASON_MISSING", 422),
        (" \n ", "REASON_MISSING", 422),
        ("x" * (TEXT_MAX + 1), "TEXT_TOO_LONG", 422),
        ("<script>a\0b", "UNSTORABLE", 400),
    ],
)
def test_an_appeal_that_does_not_fit_stays_in_its_form(
    flagged: Stage, text: str, name: str, status: int
) -> None:
    seq = flagged.seq()
    refused = signed_in(flagged.reader).post(f"{PAGE}{number(flagged)}/appeal/", {"text": text})
    shown = refused.content.decode()
    assert refused.status_code == status
    assert f'data-refusal="{name}"' in shown
    assert "<script>a" not in shown
    assert flagged.seq() == seq


def test_a_flag_on_trial_or_unknown_cannot_be_appealed_against(flagged: Stage) -> None:
    [trial] = [
        case.flag.flag for case in books.flags_of(MemberId(flagged.reader.pk)) if case.flag.shadow
    ]
    refused = signed_in(flagged.reader).post(f"{PAGE}{trial}/appeal/", {"text": "why?"})
    assert refused.status_code == 409
    assert 'data-refusal="FLAG_WITHOUT_EFFECT"' in refused.content.decode()
    assert signed_in(flagged.reader).post(f"{PAGE}99999/appeal/", {"text": "x"}).status_code == 404
    huge = f"{PAGE}{2**63}/appeal/"
    assert signed_in(flagged.reader).post(huge, {"text": "x"}).status_code == 422


def test_an_appeal_is_made_by_a_form_of_the_site_alone(flagged: Stage) -> None:
    path = f"{PAGE}{number(flagged)}/appeal/"
    assert signed_in(flagged.reader).get(path).status_code == 405
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(flagged.reader)
    assert forged.post(path, {"text": "x"}).status_code == 403
    assert books.flags([number(flagged)])[number(flagged)].flag.appeal == ""


def test_what_was_held_says_when_it_would_go(flagged: Stage) -> None:
    flagged.done(Hold(FlagId(number(flagged)), "A script, it seems."))
    shown = page(flagged.reader)
    assert "“A script, it seems.”" in shown
    assert "Without a successful appeal they go to the pool on" in shown
    own = signed_in(flagged.reader).get("/me/").content.decode()
    assert "Held, until it is decided" in own
    flagged.books.clock.advance(15 * 86_400)
    flagged.books.tick()
    assert "Held, and gone to the pool" in page(flagged.reader)
    assert "it is carried out" in page(flagged.reader).lower()


def test_what_is_held_after_a_denied_appeal_has_an_appeal_of_its_own(flagged: Stage) -> None:
    flag = number(flagged)
    appeals(flagged.reader, FlagId(flag))
    flagged.done(Decide(FlagId(flag), lifts=False, reason="No."))
    assert page(flagged.reader).count("<textarea") == 0
    flagged.books.clock.advance(60)
    flagged.done(Hold(FlagId(flag), "A script, it seems."))
    assert page(flagged.reader).count("<textarea") == 1
    seq = flagged.seq()
    for _ in "once", "and again by a double click":
        sent = appeals(flagged.reader, FlagId(flag), "Those are my own, too.")
        assert getattr(sent, "status_code", 0) == 303
    assert flagged.seq() == seq + 1
    shown = page(flagged.reader)
    assert "I read aloud to a blind friend." in shown
    assert "Those are my own, too." in shown
    assert shown.count("<textarea") == 0
    assert "Those are my own, too." in taken(flagged.reader).text("flags.json")
