"""Play the act of the recipe in CONTRIBUTING.md; test_recipe.py runs this on a copy with it."""

import json
import sys

import django
from hypothesis import given, settings
from hypothesis import strategies as st

django.setup()

from tests.core.any_act import KINDS, any_act  # noqa: E402  # Django has to be set up before
from tests.core.machine import Economy  # noqa: E402  # as above
from tweipress import bank  # noqa: E402  # as above
from tweipress.bank.scratch import ScratchBank, scratch_alias  # noqa: E402  # as above
from tweipress.core.acts.calendar.open_day import OpenDay  # noqa: E402  # as above
from tweipress.core.acts.members.join import Join  # noqa: E402  # as above
from tweipress.core.acts.money.deposit import Deposit  # noqa: E402  # as above
from tweipress.core.ids import MemberId  # noqa: E402  # as above
from tweipress.core.state.codec import from_data, to_data  # noqa: E402  # as above
from tweipress.core.state.outcome import Outcome, Refused  # noqa: E402  # as above
from tweipress.core.state.registry import RULES_BY_NAME, Act  # noqa: E402  # as above
from tweipress.core.tariff import default  # noqa: E402  # as above

MEMBER = MemberId(1)
NOW_MS = 1_767_225_600_000


def through_a_teller(acts: list[Act]) -> dict[str, object]:
    """Let a teller do the acts; return what became of each, the balances, and the audit."""
    with scratch_alias() as alias:
        books = ScratchBank(alias, default(), gates=True)
        for act in (Join(MEMBER), Deposit(MEMBER, 100), OpenDay("2026-01-01")):
            assert isinstance(books.do(act, NOW_MS), Outcome)
        answers = [books.do(act, NOW_MS) for act in acts]
        balances = {name: twei for name, twei in books.balances().items() if twei}
        books.close()
        findings = bank.audit_findings(alias, 5)
    return {
        "answers": [
            answer.name if isinstance(answer, Refused) else answer.answer for answer in answers
        ],
        "balances": balances,
        "audit": findings,
    }


def by_the_machine(kind: type[Act]) -> int:
    """Send a kind of act as the state machine does; return how often it was accepted."""
    accepted = []

    @settings(max_examples=60, derandomize=True, database=None, deadline=None)
    @given(data=st.data())
    def play(data: st.DataObject) -> None:
        machine = Economy()
        machine.found_books(1, 9000)
        answer = machine.do(any_act(kind, machine, data.draw))
        machine.the_books_hold()
        if isinstance(answer, Outcome):
            accepted.append(answer)

    assert kind in KINDS
    play()
    return len(accepted)


def main(name: str, rows: list[dict[str, object]]) -> None:
    """Print as JSON what the act of that name does with these fields."""
    rule = RULES_BY_NAME[name]
    acts = [from_data({"act": name, **row}) for row in rows]
    assert [from_data(json.loads(json.dumps(to_data(act)))) for act in acts] == acts
    played = through_a_teller(acts)
    machine = by_the_machine(rule.kind)
    print(json.dumps({"label": rule.label, "machine": machine, **played}))  # noqa: T201  # the test reads it


main(sys.argv[1], json.loads(sys.argv[2]))
