"""Telling that a text is in a language that is not read, so that nothing is understood by chance."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nlu.languages import LANGUAGES
from nlu.packed import words
from nlu.tokens import Token

#: Letters of scripts that none of the languages is written in: Greek, Cyrillic, Semitic, Indic, Thai, kana, Hangul.
_SCRIPTS = re.compile("[\u0370-\u052f\u0590-\u06ff\u0900-\u0e7f\u3041-\u30fa\u1100-\u11ff\uac00-\ud7af]")
_LETTERS = re.compile(r"[^\W\d_]")
#: Commonest words of Spanish, French, German, Italian, Portuguese and Dutch that are no English words.
_COMMON = words(
    """
    el la los las una unos unas del que por para muy pero como cuanto cuesta cuando donde quiero quisiera
    puedo puede tiene tienen necesito gracias hola buenos buenas tres cuatro cinco seis mesa entiendo
    le les je vous nous tu est sont du des une deux trois quatre cinq avec dans sur voudrais veux merci bonjour
    bonsoir salut combien quand ou oui ne pas je suis avez etes plait c'est ca il elle mais
    ich wir sie und der das ist nicht ein eine einen mit auf wie wann wo viel bitte danke guten morgen
    mochte brauche haben konnen drei vier funf ja nein oder aber kostet
    io noi lei sono vorrei quanto quando grazie ciao buongiorno buonasera non che uno tre quattro
    eu voce obrigado obrigada ola bom boa dia nao sim quero preciso quanto custa onde uma dois tres
    ik wij jij het een niet voor hoeveel wanneer waar dank bedankt goedemorgen hoi graag wil zijn
    """
)
_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))


def is_foreign(text: str, tokens: Sequence[Token], known: Collection[str]) -> bool:
    """Is `text` in another language than those read? `known`: the words of the catalogue.

    A script of its own tells it at once; else more of the commonest words of other languages than of words known.
    """
    strange = len(_SCRIPTS.findall(text))
    if strange and 3 * strange >= len(_LETTERS.findall(text)):
        return True
    spoken = [token.text for token in tokens if token.kind == "word"]
    familiar = sum(word in known or word in _FILLERS for word in spoken)
    other = sum(word in _COMMON and word not in known and word not in _FILLERS for word in spoken)
    return other > familiar and not any(token.kind == "han" for token in tokens)
