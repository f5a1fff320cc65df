"""A flag by hand whose answer was lost on the way."""

import pytest

from tests.http.stage import Stage
from tests.lost_answers import lost_answers
from tweipress.bank import queries as books
from tweipress.core.ids import MemberId
from tweipress.moderation import actions
from tweipress.moderation.models import Case


@pytest.mark.parametrize("is_done", [True, False])
def test_the_evidence_of_a_flag_whose_answer_was_lost_stays_until_the_books_have_it(
    stage: Stage, is_done: bool
) -> None:
    moderator, reader = MemberId(stage.moderator.pk), MemberId(stage.reader.pk)
    with lost_answers(is_done=is_done):
        actions.flag_by_hand(moderator, reader, "Twenty a minute.", "form-1")
    assert Case.objects.get().evidence == {"note": "Twenty a minute."}
    assert actions.resume_open() == 0
    assert Case.objects.get().pk == books.flags_of(reader)[0].flag.flag
    assert Case.objects.get().posting_seq is not None
