"""How the demo's front page is arranged: a lead, a pin, a package, a line that ends by itself."""

from typing import Final

from tweipress.articles.frontpage import actions as fronts
from tweipress.articles.frontpage import queries
from tweipress.articles.frontpage.actions import Breaking, Plan, plans
from tweipress.bank.clock import now_ms
from tweipress.core.ids import MemberId
from tweipress.core.units import MS_PER_DAY
from tweipress.demo.cast import texts
from tweipress.demo.stage import EDITOR, Stage, accepted

LEAD: Final = "eleven-hundred-wells"
PINNED: Final = ("the-town-that-writes-down-the-sea",)
PACKAGE: Final = "What things cost"
TOGETHER: Final = (
    *("what-a-bed-on-rails-costs", "bread-and-the-weather"),
    *("how-a-seed-bank-keeps-its-books", "everything-twice"),
)
BREAKING: Final = "Spring tide tonight: the harbour road in Port Ennery closes at eight."
LEADS_TO: Final = "the-town-that-writes-down-the-sea"


def arrange_front(stage: Stage) -> None:
    """Let an editor arrange the front page and show it."""
    number = {key: stage.articles[text.title].pk for key, text in texts().items()}
    plan = Plan(
        lead=number[LEAD],
        pins=tuple(plans.Pin(number[key]) for key in PINNED),
        packages=(plans.Package(PACKAGE, tuple(number[key] for key in TOGETHER)),),
        breaking=Breaking(BREAKING, now_ms() + MS_PER_DAY, number[LEADS_TO]),
    )
    editor = MemberId(stage.members[EDITOR].pk)
    accepted(fronts.prepare(editor, "", queries.prepared("").version, lambda _: plan))
    accepted(fronts.show(editor, "", queries.prepared("").version))
