"""However many untrusted accounts there are, and whatever they do, they share the open lanes."""

from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from farm.rules import patient
from harness.reviewed import reviewed
from tests.core.stage import AUTHOR, DAY_S, EDITOR, Stage, staged
from tests.depth import examples
from tweipress.core import chart, roles
from tweipress.core.acts.articles.publish import Publish
from tweipress.core.acts.members.join import Join
from tweipress.core.acts.members.role import Role
from tweipress.core.acts.reading.minus import Minus
from tweipress.core.acts.reading.open import Open
from tweipress.core.acts.reading.plus import Plus
from tweipress.core.ids import ArticleId, MemberId, SessionId
from tweipress.core.records.article import Lane
from tweipress.core.records.pnl import Pnl
from tweipress.core.rules.reading import section_count, time_to_read_s
from tweipress.core.state.outcome import Outcome

FIRST = 100


class Step(NamedTuple):
    """Somebody of the farm does something to an article, some time after the step before."""

    who: int
    article: ArticleId
    do: str
    later_s: int


STEPS = st.builds(
    Step,
    who=st.integers(0, 39),
    article=st.integers(1, 5),
    do=st.sampled_from(["read", "read", "read", "open", "minus", "midnight"]),
    later_s=st.sampled_from([0, 1, 60, 7_200]),
)


def paper(stage: Stage, words: list[int]) -> None:
    """Publish an article of each length, every second one reviewed."""
    stage.do(Role(EDITOR, roles.Role.EDITOR))
    stage.stand(EDITOR, xp_trust=0)
    for number, length in enumerate(words, 1):
        by_editor = number % 2 == 0
        author = EDITOR if by_editor else AUTHOR
        stage.stand(author, publishes=0)
        text: dict[str, Any] = {
            "time_to_read_s": time_to_read_s(length, stage.tariff),
            "words": length,
            "sections": section_count(length, stage.tariff),
        }
        if by_editor:
            for act in reviewed(author, ArticleId(number), **text):
                stage.do(act)
        else:
            stage.do(Publish(author, ArticleId(number), **text))


def step(stage: Stage, act: Step, serial: int) -> None:
    """Let an account of the farm do a step, as far as the rules allow."""
    stage.wait(act.later_s)
    if act.do == "midnight":
        stage.next_day()
        return
    member, session = FIRST + act.who, f"farm-{serial}"
    opened = stage.judged(Open(MemberId(member), act.article, SessionId(session)))
    if not isinstance(opened, Outcome):
        return
    stage.world.apply(opened)
    if act.do == "open":
        return
    stage.wait(DAY_S / 100)
    kind = Minus if act.do == "minus" else Plus
    rated = stage.judged(kind(MemberId(member), SessionId(session), 99))
    if isinstance(rated, Outcome):
        stage.world.apply(rated)


def earned_twei(stage: Stage, article: ArticleId, farm: range) -> int:
    """Return what the farm was paid for reading an article."""
    rows = (stage.world.get(Pnl, (article, member)) for member in farm)
    return sum(row.amounts.earned_for_pluses for row in rows if row is not None)


@settings(deadline=None, max_examples=examples(60))
@given(
    size=st.integers(1, 40),
    words=st.lists(st.integers(100, 3000), min_size=1, max_size=5),
    steps=st.lists(STEPS, max_size=120),
)
def test_an_untrusted_farm_of_any_size_takes_no_more_than_the_open_lane_of_each_article(
    size: int, words: list[int], steps: list[Step]
) -> None:
    stage = staged(scenario=False)
    paper(stage, words)
    farm = range(FIRST, FIRST + size)
    for member in farm:
        stage.do(Join(MemberId(member)))
    for serial, act in enumerate(steps):
        step(stage, act._replace(who=act.who % size), serial)
    for article in range(1, len(words) + 1):
        lanes = {name: stage.world.get(Lane, (article, name)) for name in chart.LANES}
        open_lane, trusted_lane = lanes[chart.LaneName.OPEN], lanes[chart.LaneName.TRUSTED]
        assert open_lane is not None
        assert trusted_lane is not None
        paid_twei = earned_twei(stage, ArticleId(article), farm)
        assert paid_twei == open_lane.readers_twei
        assert paid_twei + open_lane.author_twei <= open_lane.given_twei
        assert trusted_lane.readers_twei == trusted_lane.author_twei == 0


def test_a_patient_farm_takes_the_more_the_larger_it_is_and_never_the_trusted_lane() -> None:
    few, many = (patient.taken(size, seed=1, days=2) for size in (5, 60))
    assert 0 < few.farm_twei < many.farm_twei <= many.open_twei
    assert many.farm_twei + many.newcomers_twei <= many.open_twei
    assert many.trusted_twei > 0
