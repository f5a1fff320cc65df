"""Lexemes: what a word is indexed and asked for under.

Words of Latin letters lose their endings, English or Spanish; Arabic words their endings and
prefixes. Hangul, kana and Han are cut into pairs of neighbours, since their words are written with
particles, or without spaces. All other words stay whole.
"""

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final

import snowballstemmer

from tweipress.articles.search.folding import fold

WORD_CHARS: Final = 40
"""What is longer is cut: no word is."""
STEMS_KEPT: Final = 16_384
"""Stems of the words that were last met: a few megabytes."""
ENGLISH, SPANISH, ARABIC = "english", "spanish", "arabic"
LATIN_LANGUAGES: Final = (ENGLISH, SPANISH)

PAIRED: Final = (
    "\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Kana, Han and Hangul."""
MARKED: Final = "\u0900-\u0963\u0966-\u0d7f\u0e01-\u0e3a\u0e40-\u0eff\u1000-\u1049\u1780-\u17d3"
"""Scripts of India and its neighbours, whose vowels are marks inside a word."""
WORDS: Final = re.compile(rf"[{PAIRED}]+|(?:(?![{PAIRED}])(?:[^\W_]|[{MARKED}]))+")
IS_PAIRED: Final = re.compile(f"[{PAIRED}]")
IS_HANGUL: Final = re.compile("[\uac00-\ud7a3]+")
IS_LATIN: Final = re.compile("[a-zñ]+")
IS_ARABIC: Final = re.compile("[\u0620-\u064a\u066e-\u06d3]+")
POSSESSIVE: Final = re.compile("['’]s(?![^\\W_])")

PARTICLES: Final = re.compile(
    r"(?<=..)(?:에서는|에서도|에게서|에게는|으로는|으로써|으로서|으로도|이라고|이라는|까지는|부터는"
    r"|에서|에게|에는|에도|한테|께서|으로|까지|부터|처럼|보다|마다|조차|이나|이라|라고|라는|하고|이며"
    r"|은|는|이|가|을|를|의|에|로|와|과|도|만|나|며)$"
)
"""Endings of Korean nouns, which a reader leaves out when asking; two syllables have to remain."""

_lock = threading.Lock()
_stemmers: dict[str, "snowballstemmer.stemmer"] = {}


def words(text: str) -> Iterator[str]:
    """Yield the words of a text, folded, in order."""
    for match in WORDS.finditer(POSSESSIVE.sub("", fold(text))):
        yield match[0][:WORD_CHARS]


def is_paired(word: str) -> bool:
    """Tell whether a folded word is indexed by pairs of its signs."""
    return IS_PAIRED.match(word) is not None


def pairs(word: str) -> tuple[str, ...]:
    """Return the pairs of neighbours in a word, or its only sign."""
    return tuple(dict.fromkeys(map("".join, pairwise(word)))) or (word,)


def without_particle(word: str) -> str:
    """Return a Korean word without what is hung on it; other words as they are."""
    return PARTICLES.sub("", word) if IS_HANGUL.fullmatch(word) else word


def of_word(word: str, language: str) -> tuple[str, ...]:
    """Return the lexemes of a folded word in a text of a language."""
    if is_paired(word):
        return pairs(word)
    if IS_LATIN.fullmatch(word):
        return (_stem(language, word),)
    return (_stem(ARABIC, word),) if IS_ARABIC.fullmatch(word) else (word,)


def asked_for(word: str) -> tuple[str, ...]:
    """Return the lexemes under which a folded word that is not paired may be indexed."""
    if IS_LATIN.fullmatch(word):
        return tuple(dict.fromkeys(_stem(language, word) for language in LATIN_LANGUAGES))
    return of_word(word, ENGLISH)


@lru_cache(maxsize=STEMS_KEPT)
def _stem(language: str, word: str) -> str:
    with _lock:  # a stemmer has a state
        stemmer = _stemmers.get(language)
        if stemmer is None:
            stemmer = _stemmers[language] = snowballstemmer.stemmer(language)
        return str(stemmer.stemWord(word)) or word
