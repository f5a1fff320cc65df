"""`python -m tests.faults.callers.caller`: a process of callers, told by its input when to ask.

Each line of input is `work SEED NUMBER`, which starts a round of all its threads, `rest`, which
ends it, or `finish`, which settles what is still open: the process then says `resting`. What was
asked and answered is appended to a diary as it happens, so that it survives the process.
"""

import argparse
import json
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from harness.process import PATIENCE_S
from tests.faults.callers.story import Cast, Question, Story
from tests.faults.callers.web import WebClient
from tweipress.bank.teller.ticket import Receipt, Ticket
from tweipress.bank.transport.client import Client
from tweipress.core.state.outcome import Refused
from tweipress.core.state.registry import Act

PAUSE_S = 0.03
WEB_REST_S = 0.2
STORY_NUMBERS = 1_000
THREADS_MAX = 16
ROUND_NUMBERS = 200_000
OPEN_REFUSALS = {"BOOKS_FAILED", "BOOKS_BUSY"}
BRISK = 100
"""Who has asked so much in a round goes on at a tenth of the pace: what a long round piles up is
audited after it and after every later one, and strikes nothing better."""
RESTING = "resting"

Ask = Callable[[Act, str], Receipt | str | None]


class Diary:
    """What was asked and answered, a line each, written at once."""

    def __init__(self, path: Path, *, by_web: bool) -> None:
        self._by_web = by_web
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def ask(self, question: Question) -> None:
        """Append what will be asked; a page makes the act of a form itself."""
        body = "" if self._by_web else Ticket(question.act, question.key).body
        self.write("asked", question, body=body)

    def write(self, what: str, question: Question, **more: Any) -> None:
        """Append a line."""
        ticket = Ticket(question.act, question.key)
        line = {"what": what, "member": ticket.member, "key": ticket.key, **more}
        os.write(self._file, json.dumps(line).encode() + b"\n")


class Caller:
    """One thread: each of its questions is asked under its key until it is answered."""

    def __init__(self, diary: Diary, ask: Ask, think_s: float) -> None:
        self._diary = diary
        self._ask = ask
        self._think_s = think_s
        self._accepted: set[str] = set()
        self._open: Question | None = None
        self.ended = threading.Event()
        self.gives_up = threading.Event()

    def run(self, story: Story | None) -> None:
        """Ask what was left open, then the story until the round is over."""
        if self._open is not None:
            self._settle(self._open)
        questions = story.questions() if story is not None else ()
        for number, question in enumerate(questions):
            if self.ended.is_set():
                return
            if question.is_reused and question.key not in self._accepted:
                continue
            if not question.is_reused:
                self._diary.ask(question)
            self._settle(question)
            self.ended.wait(self._think_s * (1 if number < BRISK else 10))

    def _settle(self, question: Question) -> None:
        """Ask until there is an answer; who gives up asks again in the next round."""
        self._open = question
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            if self.gives_up.is_set():
                return
            try:
                answer = self._ask(question.act, question.key)
            except Exception as error:  # noqa: BLE001  # the witness shall hear of it
                self._diary.write("raised", question, error=repr(error))
                answer = None
            if answer is not None:
                self._note(question, answer)
                return
            time.sleep(PAUSE_S)
        self._diary.write("unanswered", question)

    def _note(self, question: Question, answer: Receipt | str) -> None:
        self._open = None
        if question.is_reused:
            name = answer if isinstance(answer, str) else "accepted"
            self._diary.write("reused", question, name=name)
        elif isinstance(answer, str):
            self._diary.write("refused", question, name=answer)
        else:
            self._accepted.add(question.key)
            self._diary.write("accepted", question, receipt=list(answer))


class Group:
    """All callers of this process."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self._cast = Cast(chosen.data)
        self._by_web = bool(chosen.port)
        self._diary = Diary(chosen.diary, by_web=self._by_web)
        web = WebClient(self._cast, chosen.port)
        self._ask = web.ask if self._by_web else _by_socket(Client(chosen.socket))
        self._number: int = chosen.number
        self._callers = [
            Caller(self._diary, self._ask, chosen.think_ms / 1000) for _ in range(chosen.threads)
        ]
        self._threads: list[threading.Thread] = []

    def work(self, seed: str, round_number: int) -> None:
        """Begin a round."""
        for number, caller in enumerate(self._callers):
            self._start(caller, self._story(seed, round_number, number))

    def rest(self) -> None:
        """End the round; who asks pages does not wait for a web process that is starting."""
        for caller in self._callers:
            caller.ended.set()
        if self._by_web:
            self._join(WEB_REST_S)
            for caller in self._callers:
                caller.gives_up.set()
        self._join(None)

    def finish(self) -> None:
        """Ask until nothing is left open."""
        for caller in self._callers:
            self._start(caller, None)
        self._join(None)

    def _start(self, caller: Caller, story: Story | None) -> None:
        caller.ended.clear()
        caller.gives_up.clear()
        self._threads.append(threading.Thread(target=caller.run, args=(story,)))
        self._threads[-1].start()

    def _join(self, timeout_s: float | None) -> None:
        for thread in self._threads:
            thread.join(timeout_s)
        self._threads = [thread for thread in self._threads if thread.is_alive()]

    def _story(self, seed: str, round_number: int, number: int) -> Story:
        """Return a thread's questions; the first threads of all socket processes ask the same."""
        if number == 0 and not self._by_web:
            return Story(self._cast, f"{seed}.both", round_number * ROUND_NUMBERS)
        first = round_number * ROUND_NUMBERS + (self._number * THREADS_MAX + number) * STORY_NUMBERS
        seed = f"{seed}.{self._number}.{number}"
        return Story(self._cast, seed, first, by_web=self._by_web)


def main() -> None:
    """Do what standard input says until it ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--diary", type=Path, required=True)
    parser.add_argument("--number", type=int, required=True, help="1 or more")
    parser.add_argument("--threads", type=int, required=True)
    parser.add_argument("--think-ms", type=int, required=True)
    parser.add_argument("--socket", type=Path)
    parser.add_argument("--port", type=int, default=0)
    group = Group(parser.parse_args())
    for line in sys.stdin:
        word, *rest = line.split()
        if word == "work":
            group.work(rest[0], int(rest[1]))
            continue
        if word == "rest":
            group.rest()
        else:
            group.finish()
        print(RESTING, flush=True)  # noqa: T201  # this is how the load hears of it


def _by_socket(client: Client) -> Ask:
    def ask(act: Act, key: str) -> Receipt | str | None:
        answer = client.do(act, key)
        if not isinstance(answer, Refused):
            return answer
        return None if answer.name in OPEN_REFUSALS else answer.name

    return ask


if __name__ == "__main__":
    main()
