"""The sentence that a person reads for a refusal, in the language in force."""

from django.utils.translation import ngettext

from tweipress.core.refusals import Refusal
from tweipress.core.state.outcome import Refused
from tweipress.core.units import moment
from tweipress.language.figures import moment as shown_moment
from tweipress.language.figures import number, wait
from tweipress.language.sentences import SENTENCES, Plural
from tweipress.language.too_often import TOO_OFTEN


def sentence(refused: Refused) -> str:
    """Return a refusal's sentence in the language in force, with its figures filled in."""
    figures = refused.figures
    if refused.reason is Refusal.RATE_SPENT:
        text = str(TOO_OFTEN[str(figures["limit"])])
    elif isinstance(said := SENTENCES[refused.reason], Plural):
        text = ngettext(said.one, said.many, int(figures[said.figure]))
    else:
        text = str(said)
    return text.format_map({name: _shown(name, value) for name, value in figures.items()})


def _shown(name: str, value: int | str) -> str:
    if isinstance(value, str):
        return value
    if name.endswith("_ms"):
        return shown_moment(moment(value))
    return wait(value) if name.endswith("_s") else number(value)
