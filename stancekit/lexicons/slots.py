"""The slots of a pattern: each stands for one word of a class, as in "so-called <NOUN>".

No tagger is asked. A slot always stands beside words that make the expression loaded, so a rough
class is enough: by endings, by short lists of our own, and by capitals.
"""

from __future__ import annotations

from collections.abc import Callable

from stancekit.lexicons.remembered import Remembered
from stancekit.model import Reading
from stancekit.reading.grammar import POSSESSIVES, SMALL, is_adverb

_NUMBERS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred hundreds thousand thousands million millions billion billions trillion trillions"
    " dozen dozens".split()
)
_CAMPS = frozenset(
    "democrat democrats democratic dems republican republicans gop tory tories labour liberal"
    " liberals conservative conservatives socialist socialists communist communists leftist"
    " leftists progressive progressives nationalist nationalists populist populists centrist"
    " centrists greens marxist marxists fascist fascists maga lib libs neocon neocons globalist"
    " globalists government administration regime coalition opposition cabinet establishment elite"
    " elites politician politicians bureaucrat bureaucrats lawmakers ministers media press"
    " feminist feminists".split()
)
_SIDES = frozenset(["left", "right"])  # camps behind "the" only
_NAME, _POSS, _CAMP = (frozenset([slot]) for slot in ("<NAME>", "<POSS>", "<CAMP>"))
_GROUPS = frozenset(
    "migrants refugees immigrants newcomers foreigners aliens muslims christians jews hindus"
    " sikhs catholics evangelicals atheists blacks whites latinos hispanics asians arabs gypsies"
    " roma natives americans europeans africans russians chinese mexicans israelis palestinians"
    " iranians ukrainians women men girls boys children kids babies mothers fathers families"
    " parents gays lesbians queers workers farmers miners teachers nurses doctors soldiers"
    " veterans voters citizens taxpayers students pupils youth teenagers protesters demonstrators"
    " activists patients prisoners homeowners tenants landlords drivers motorists cyclists police"
    " cops officers boomers millennials pensioners retirees seniors minorities locals people"
    " peasants settlers tourists believers".split()
)
_ADJECTIVES = tuple(
    (
        "able ible al an ant en ar ary ed ent ese est ful ian ic ical ing ish ist ive less like ous"
        " some ward worthy y"
    ).split()
)
_PLAIN_ADJECTIVES = frozenset(
    "absurd bad big bitter black blind bold brave brief bright broad brute calm cheap clean clear"
    " close cold cool corrupt coy crude cruel dark dead deaf deep different dim dirty dull dumb"
    " eager evil extreme fair fake false far fast fat fierce fine firm flat foul frail free fresh"
    " full glad good grand grave gray great green grim gross hard harsh high hot huge hurt ill"
    " immature immense inept insane intense just kind lame large late lax left light long loud low"
    " mad mean meek mere mild modern moderate narrow near neat new nice numb obscene obscure odd"
    " old open plain poor profane profound proud pure quick quiet radical rare raw real red remote"
    " rich right ripe rough rude sad safe same sane savage secure severe shallow sharp short sick"
    " simple slack slow small smart soft solid sound sour stark stiff straight strange strict"
    " strong stupid sudden sure sweet swift tall tame thick thin tight tiny tough true ugly unfair"
    " unjust unsafe vague vain vast vile warm weak weird white whole wicked wide wild wise worse"
    " worst wrong young better best".split()
)


SLOTS = ("<ADJ>", "<CAMP>", "<GROUP>", "<NAME>", "<NOUN>", "<NUM>", "<POSS>", "<WORD>")


def _by_itself(word: str) -> frozenset[str]:
    """The slots that a word in lower case fits, wherever it stands."""
    content = word not in SMALL and word[0].isalpha()
    adverb = is_adverb(word)
    ends = len(word) > 4 and word.endswith(_ADJECTIVES)
    fits = {
        "<ADJ>": not adverb and (word in _PLAIN_ADJECTIVES or ends),
        "<CAMP>": word in _CAMPS,
        "<GROUP>": word in _GROUPS,
        "<NOUN>": content and not adverb,
        "<NUM>": word in _NUMBERS or word[0].isdigit(),
        "<POSS>": word in POSSESSIVES,
        "<WORD>": content,
    }
    return frozenset(slot for slot, fitting in fits.items() if fitting)


_BY_ITSELF = Remembered(_by_itself)


def slots_in(reading: Reading) -> Callable[[int], frozenset[str]]:
    """A function that tells which slots each word of a reading fits."""
    lower, words, plain = reading.lower, reading.words, reading.plain

    def fitting(i: int) -> frozenset[str]:
        word = lower[i]
        fits = _BY_ITSELF[word]
        start, end = words[i]
        if plain[start].isupper() and "<WORD>" in fits:
            fits |= _NAME
        behind = plain[end : end + 2]
        if behind == "'s" or (behind == "' " and word[-1] == "s"):
            fits |= _POSS
        if word in _SIDES and i and lower[i - 1] == "the":
            fits |= _CAMP
        return fits

    return fitting


# How much a slot leaves open: few words, names and the like, or nearly any word.
WIDTH = {
    **dict.fromkeys(("<CAMP>", "<GROUP>", "<NUM>"), 1),
    **dict.fromkeys(("<NAME>", "<POSS>"), 2),
    **dict.fromkeys(("<ADJ>", "<NOUN>", "<WORD>"), 3),
}
