"""The slots of a pattern: each stands for one word of a class, as in "so-called <NOUN>".

No tagger is asked. A slot always stands beside words that make the expression loaded, so a rough
class is enough: by endings, by short lists of our own, and by capitals.
"""

from __future__ import annotations

from collections.abc import Callable

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
_ADJECTIVES = (
    "able ible al an ant en ar ary ed ent ese est ful ian ic ical ing ish ist ive less like ous"
    " some ward worthy y"
).split()
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


def _is_content(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    return word not in SMALL and word[0].isalpha()


def _is_adjective(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    return (
        word in _PLAIN_ADJECTIVES or (len(word) > 4 and word.endswith(tuple(_ADJECTIVES)))
    ) and not is_adverb(word)


def _is_noun(reading: Reading, i: int) -> bool:
    return _is_content(reading, i) and not is_adverb(reading.lower[i])


def _is_number(reading: Reading, i: int) -> bool:
    return reading.lower[i] in _NUMBERS or reading.lower[i][0].isdigit()


def _is_name(reading: Reading, i: int) -> bool:
    return _is_content(reading, i) and reading.plain[reading.words[i].start].isupper()


def _is_possessive(reading: Reading, i: int) -> bool:
    end = reading.words[i].end
    behind = reading.plain[end : end + 2]
    return (
        reading.lower[i] in POSSESSIVES
        or behind == "'s"
        or (behind == "' " and reading.lower[i].endswith("s"))
    )


def _is_camp(reading: Reading, i: int) -> bool:
    word = reading.lower[i]
    return word in _CAMPS or (word in _SIDES and i > 0 and reading.lower[i - 1] == "the")


def _is_group(reading: Reading, i: int) -> bool:
    return reading.lower[i] in _GROUPS


SLOTS: dict[str, Callable[[Reading, int], bool]] = {
    "<ADJ>": _is_adjective,
    "<CAMP>": _is_camp,
    "<GROUP>": _is_group,
    "<NAME>": _is_name,
    "<NOUN>": _is_noun,
    "<NUM>": _is_number,
    "<POSS>": _is_possessive,
    "<WORD>": _is_content,
}
WIDE = frozenset(["<ADJ>", "<NOUN>", "<WORD>"])  # the others take few words
