"""Loses the books' answers, as a teller that is silent for too long does."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tweipress import bank
from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused, refuse
from tweipress.core.state.registry import Act


@contextmanager
def lost_answers(*, is_done: bool = True) -> Iterator[None]:
    """Give callers BOOKS_FAILED within, whether their acts are done or not."""
    do = bank.do

    def unheard(act: Act, key: str) -> Refused:
        if is_done:
            do(act, key)
        return refuse(Refusal.BOOKS_FAILED)

    with pytest.MonkeyPatch.context() as losing:
        losing.setattr(bank, "do", unheard)
        yield
