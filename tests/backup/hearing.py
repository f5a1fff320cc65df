"""What the sample site's members are told, and what they chose."""

from tests.notifications.push_service import Browser
from tweipress.articles.models import Article
from tweipress.bank import clock
from tweipress.composed.hearing import following
from tweipress.core.ids import MemberId
from tweipress.demo.stage import Stage
from tweipress.notifications import actions
from tweipress.notifications.kinds import Channel, Kind
from tweipress.notifications.models import Notification, Spread, Told


def hear(stage: Stage) -> None:
    """Tell everybody, switch a kind on, add a browser, and leave an article's followers waiting."""
    reader = MemberId(stage.members["Leilani"].pk)
    following.follow()
    assert Notification.objects.exists()
    Told.objects.get_or_create(member_id=reader, defaults={"level": 2})
    actions.choose(reader, {(Kind.LIKE, Channel.SITE)})
    wanted = Browser().wanted("https://push.example/p")
    assert actions.add_device(reader, wanted, "session", "Firefox") is None
    Spread.objects.create(article=Article.objects.latest("pk").pk, at=clock.now())
