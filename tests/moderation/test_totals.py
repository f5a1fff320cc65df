"""The public totals of flags: reasons and outcomes, without names."""

from collections.abc import Callable

from django.test import Client

from tests.http.stage import Stage
from tests.moderation.stage import EVEN, has_read
from tweipress.bank import queries as books
from tweipress.core.acts.cases.appeal import Appeal
from tweipress.core.acts.cases.decide import Decide
from tweipress.core.ids import MemberId
from tweipress.moderation import queries
from tweipress.staff import detection

PAGE = "/about/flags/"


def test_before_the_first_flag_the_page_says_so(stage: Stage) -> None:
    response = Client().get(PAGE)
    assert response.status_code == 200
    assert "Nobody has been flagged yet." in response.content.decode()


def test_totals_count_what_became_of_each(stage: Stage, in_force: Callable[..., None]) -> None:
    in_force("even_pace")
    for seed, member in enumerate((stage.reader, stage.critic, stage.commenter)):
        has_read(stage, member, EVEN, seed=seed)
    detection.detect()
    first, second, third = sorted(
        case.flag.flag
        for member in (stage.reader, stage.critic, stage.commenter)
        for case in books.flags_of(MemberId(member.pk))
        if not case.flag.shadow
    )
    stage.done(Appeal(books.flags([first])[first].flag.member, first, "digest"))
    stage.done(Decide(first, lifts=True, reason="so"))
    stage.done(Decide(second, lifts=True, reason="so"))
    stage.done(Decide(third, lifts=False, reason="so"))
    even, fast = queries.totals()
    assert (even.raised, even.standing, even.lifted, even.granted) == (3, 1, 2, 1)
    assert (even.carried_out, even.on_trial) == (0, 0)
    assert (fast.raised, fast.on_trial) == (0, 3)
    shown = Client().get(PAGE).content.decode()
    assert "almost the same part of the Time to Read" in shown
    for name in ("reader", "critic", "commenter"):
        assert f"/member/{name}/" not in shown
