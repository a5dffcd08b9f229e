"""Who speaks in each outlet, how much, and how they are introduced."""

from __future__ import annotations

import pandas as pd

from stancekit.lexicons.reporting import CLASSES
from stancekit.model import Scored, StancekitError

SPEAKER_COLUMNS = (
    "group", "speaker", "named", "words", "share", "quotations", "direct", *CLASSES, "verbs",
)  # fmt: skip
_NO_SPEAKER = "(not told)"
_BY = ("outlet", "article")


def speakers(scored: Scored, by: str = "outlet") -> pd.DataFrame:
    """Who is quoted in each outlet, and how much.

    Parameters
    ----------
    scored
        From :func:`stancekit.score`, with the lens ``sourcing``.
    by
        What to put side by side: ``outlet`` or ``article``.

    Returns
    -------
    DataFrame
        One row for each group and speaker, the one with the most words first. ``speaker`` is the
        full name or the actor, else the words of the text ("officials"), and "(not told)" for
        words in marks whose speaker could not be told. ``named``: whether the text names the
        source; None where it could not be told. ``words``: how many words the speaker gets, direct
        and reported; ``share``: of all words of others in the group, 0 to 1. ``quotations``: how
        many stretches these are; ``direct``: how many of them in quotation marks. Then a column for
        each class of introducing word (neutral, assertive, distancing, emotive, conceding,
        verdict), counting the stretches that are introduced so, and ``verbs``: the words
        themselves, the most frequent first. No quotations: no rows.

    Raises
    ------
    StancekitError
        If `by` is unknown, or the lens ``sourcing`` was not among the lenses.

    Examples
    --------
    >>> import stancekit
    >>> table = speakers(stancekit.score(stancekit.load_sample(), "sample"))
    >>> table.query("group == 'Pan-Coastal Press'").iloc[0]["speaker"]
    'Davin Orsolo'
    """
    if by not in _BY:
        raise StancekitError(f"unknown by {by!r}; known: {', '.join(_BY)}")
    if len(scored.scores) and "sourcing" not in set(scored.scores["lens"]):
        raise StancekitError(
            "speakers needs the lens 'sourcing'; score with it, as with DEFAULT_LENSES"
        )
    found = scored.evidence[
        (scored.evidence["lens"] == "sourcing") & (scored.evidence["rule"] != "refusal")
    ]
    parts = found["rule"].str.split(" ", expand=True).reindex(columns=[0, 1])
    found = found.assign(
        group=found[by],
        speaker=found["speaker"].fillna(_NO_SPEAKER),
        source=parts[0],
        direct=parts[1] == "direct",
    )
    rows = [
        _row(group, speaker, said)
        for group, in_group in found.groupby("group", sort=False)
        for speaker, said in in_group.groupby("speaker", sort=False)
    ]
    table = pd.DataFrame(rows, columns=list(SPEAKER_COLUMNS))
    total = table.groupby("group")["words"].transform("sum")
    table["share"] = (table["words"] / total).astype(float)
    order = {group: i for i, group in enumerate(dict.fromkeys(table["group"]))}
    table["order"] = table["group"].map(order)
    table = table.sort_values(["order", "words"], ascending=[True, False], kind="stable")
    return table.drop(columns="order").reset_index(drop=True)


def _row(group: object, speaker: object, said: pd.DataFrame) -> tuple[object, ...]:
    sources = set(said["source"])
    named = True if "named" in sources else False if "unnamed" in sources else None
    verbs = said.loc[said["note"] != "", "note"].value_counts(sort=True)
    listed = ", ".join(
        str(verb) if count == 1 else f"{verb} {count}" for verb, count in verbs.items()
    )
    return (
        group,
        speaker,
        named,
        int(said["weight"].sum()),
        0.0,
        len(said),
        int(said["direct"].sum()),
        *(int((said["category"] == name).sum()) for name in CLASSES),
        listed,
    )
