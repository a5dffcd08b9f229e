"""The small words of English, by which clauses and noun phrases are told apart."""

from __future__ import annotations

BE = frozenset("is are was were be been being 's isn't aren't wasn't weren't am".split())
HAVE = frozenset("has have had having hasn't haven't hadn't".split())
MODALS = frozenset(
    "can could may might must shall should will would can't couldn't cannot mustn't shouldn't"
    " won't wouldn't".split()
)
DO = frozenset("do does did don't doesn't didn't".split())
AUXILIARIES = BE | HAVE | MODALS | DO
NEGATIONS = frozenset("not never no nor neither without hardly scarcely".split()) | frozenset(
    word for word in AUXILIARIES if word.endswith("n't") or word == "cannot"
)

SUBJECT_PRONOUNS = frozenset("he she they it we i you".split())
PERSONAL_PRONOUNS = SUBJECT_PRONOUNS | {"them", "him", "her"}
POSSESSIVES = frozenset("his her their its our my your whose".split())
DEMONSTRATIVES = frozenset("this that these those".split())
DETERMINERS = (
    POSSESSIVES
    | DEMONSTRATIVES
    | frozenset(
        "the a an some any no every each another both all many most several few other such one"
        " two three four five six seven eight nine ten dozens hundreds thousands".split()
    )
)
RELATIVES = frozenset("who whom which whose that where".split())
CONJUNCTIONS = frozenset("and but or nor yet so".split())
# Words that open a clause of their own.
SUBORDINATORS = frozenset(
    "that if when while as because although though since after before until unless whether how why"
    " what whereas once lest whenever wherever".split()
)
PREPOSITIONS = frozenset(
    "of in on at by for from with without to into onto about against over under near among between"
    " through during within inside outside toward towards behind across amid around despite like"
    " unlike including via per upon beyond along off than alongside ahead".split()
)
# Words that open or link phrases; none is a name, a label or a verb that tells anything.
SMALL = (
    DETERMINERS
    | SUBJECT_PRONOUNS
    | PREPOSITIONS
    | SUBORDINATORS
    | CONJUNCTIONS
    | AUXILIARIES
    | {"i", "who", "which", "whose"}
)
DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight"
    " earlier later recently".split()
)
MONTHS = frozenset(
    "january february march april june july august september october november december jan feb"
    " aug sept oct nov dec".split()
)
# May stand between a subject and its verb.
ADVERBS = frozenset(
    "also once often then later first not now already still since never even just soon again ever"
    " thus too long only further almost perhaps himself herself itself themselves both all each"
    " however meanwhile therefore instead nevertheless nonetheless".split()
)
# Finite forms that no ending tells; with the auxiliaries, signs of a clause.
FINITE = frozenset(
    "said went came took gave got made began sent kept lost won met left held stood ran fell rose"
    " became felt found told thought brought bought built fought led meant paid put read saw spoke"
    " spent heard struck swore threw understood wrote broke chose drew drove knew grew wore"
    " has does goes".split()
)

# Whom news calls by what they are: sources without a name.
PEOPLE = frozenset(
    "officials official sources source critics critic experts expert analysts analyst witnesses"
    " witness residents resident observers supporters opponents lawmakers legislators investigators"
    " prosecutors prosecutor researchers scientists economists diplomats diplomat aides aide"
    " advisers advisors police authorities protesters activists campaigners voters doctors lawyers"
    " reporters journalists historians scholars insiders commentators politicians democrats"
    " republicans conservatives liberals senators ministers leaders workers parents students"
    " neighbors neighbours friends relatives survivors rebels militants soldiers commanders"
    " spokesman spokeswoman spokesperson people others many some several most few one"
    " pollsters strategists organizers organisers executives employees fans users allies rivals"
    " regulators economists traders investors farmers fishermen teachers nurses attorneys".split()
)


_NOUNS_IN_LY = frozenset(
    "family assembly italy sicily supply reply rally bully anomaly monopoly elderly july kelly"
    " sally emily billy molly holly milly reilly connolly donnelly".split()
)


def is_adverb(word: str) -> bool:
    """Whether a word may stand between subject and verb without being either."""
    return word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word not in _NOUNS_IN_LY)


def is_finite(word: str) -> bool:
    """Whether a word is plainly the finite verb of a clause."""
    return word in AUXILIARIES or word in FINITE
