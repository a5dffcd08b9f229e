"""Scoring: articles through lenses into two tidy frames."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from stancekit.actors import as_actors
from stancekit.collector import collector_at_rest
from stancekit.lenses import DEFAULT_LENSES
from stancekit.load import as_articles
from stancekit.model import (
    Actor,
    Article,
    Evidence,
    Lens,
    Quote,
    Reading,
    Scored,
    Span,
    StancekitError,
    StancekitWarning,
    Voice,
    voice_of,
)
from stancekit.reading import not_english_message, read_all
from stancekit.reading.grammar import DETERMINERS, PEOPLE, PERSONAL_PRONOUNS

SCORE_COLUMNS = (
    "article", "outlet", "story", "lens", "actor", "voice", "value", "unit", "higher", "n_evidence",
    "exposure",
)  # fmt: skip
EVIDENCE_COLUMNS = (
    "article", "outlet", "lens", "rule", "category", "start", "end", "text", "sentence", "segment",
    "voice", "speaker", "actor", "weight", "note",
)  # fmt: skip
_DTYPES = {
    **dict.fromkeys(("value", "weight"), "float64"),
    **dict.fromkeys(("n_evidence", "exposure", "start", "end"), "int64"),
}

_PER_WORDS = 1000
_PLACE = attrgetter("start", "end", "rule")
# Articles read at once: enough for the lenses that take many, few enough to keep processes evenly
# busy and memory small.
_BATCH = 16
_BATCH_LENGTH = 200_000  # characters: readings of longer articles would fill the memory


class _Row(NamedTuple):
    """A row of the evidence frame."""

    article: str
    outlet: str
    lens: str
    rule: str
    category: str
    start: int
    end: int
    text: str
    sentence: str
    segment: str
    voice: Voice
    speaker: str | None
    actor: str | None
    weight: float
    note: str


class _Scores(NamedTuple):
    """What one article gives."""

    scores: list[tuple[Any, ...]]
    evidence: list[_Row]
    mentioned: frozenset[str]
    english: bool


class _Table:
    """A growing frame, held by column: a row takes no more room than its cells."""

    def __init__(self, columns: Sequence[str]) -> None:
        self.columns: dict[str, list[Any]] = {column: [] for column in columns}

    def add(self, rows: Sequence[tuple[Any, ...]]) -> None:
        for column, values in zip(self.columns.values(), zip(*rows, strict=True), strict=False):
            column.extend(values)

    def frame(self) -> pd.DataFrame:
        return pd.DataFrame(
            {
                name: pd.Series(values, dtype=_DTYPES.get(name, "object"))
                for name, values in self.columns.items()
            }
        )


def score(
    articles: Iterable[Article],
    actors: str | Path | Iterable[Actor | str] = (),
    lenses: Lens | Sequence[Lens] = DEFAULT_LENSES,
    *,
    jobs: int = 1,
    progress: bool | None = None,
) -> Scored:
    """Look at each article through each lens.

    Parameters
    ----------
    articles
        From :func:`stancekit.load_articles`, or made in code.
    actors
        Whose framing to measure: actors, or anything that :func:`stancekit.load_actors` takes.
        Left out: no framing.
    lenses
        Which lenses; all of stancekit's own if left out.
    jobs
        How many processes work at once; the result is the same for any number. -1 uses every core.
        To start them takes some seconds: worth it from about a thousand articles on.
    progress
        True shows a progress bar, False none; left out, one appears at a terminal when the work
        takes longer than two seconds.

    Returns
    -------
    Scored
        ``scores`` has a row for each article, lens, actor (for lenses by actor) and voice;
        ``evidence`` a row for each finding. No articles: two frames without rows. The value of a
        score is NaN where its exposure is 0, since nothing was there to be seen; 0.0 means that
        nothing was found. Articles in another language than English have exposure 0 throughout.

    Raises
    ------
    StancekitError
        If two articles have one id, two lenses one name, or two actors share a name, or if a lens
        finds something outside the text.

    Warns
    -----
    StancekitWarning
        If articles are not English, or if actors are mentioned in no article.

    Examples
    --------
    >>> import stancekit
    >>> scored = stancekit.score(stancekit.load_sample(), "sample")
    >>> int(scored.scores.query("lens == 'asides'").set_index("article").n_evidence["agency"])
    0
    """
    articles = as_articles(articles, "score")
    chosen = as_actors(actors)
    lenses = (lenses,) if isinstance(lenses, Lens) else tuple(lenses)
    _check(lenses, jobs)
    scores, evidence = _Table(SCORE_COLUMNS), _Table(EVIDENCE_COLUMNS)
    mentioned: set[str] = set()
    foreign: list[str] = []
    work = partial(_score_articles, chosen, lenses)
    for article, result in zip(articles, _results(articles, work, jobs, progress), strict=True):
        scores.add(result.scores)
        evidence.add(result.evidence)
        mentioned |= result.mentioned
        if not result.english:
            foreign.append(article.id)
    _warn(foreign, [a.name for a in chosen if a.name not in mentioned] if articles else [])
    return Scored(scores.frame(), evidence.frame())


def _check(lenses: Sequence[Any], jobs: int) -> None:
    for lens in lenses:
        if not isinstance(lens, Lens):
            known = ", ".join(lens.name for lens in DEFAULT_LENSES)
            raise StancekitError(
                f"a lens must be a Lens, not {lens!r}; stancekit.DEFAULT_LENSES holds {known}"
            )
    for name, count in Counter(lens.name for lens in lenses).items():
        if count > 1:
            raise StancekitError(f"{count} lenses have the name {name!r}; give each one of its own")
    if not isinstance(jobs, int) or jobs == 0 or jobs < -1:
        raise StancekitError(
            f"jobs must be a number of processes or -1 for all cores, not {jobs!r}"
        )


def _results(
    articles: Sequence[Article], work: partial[list[_Scores]], jobs: int, progress: bool | None
) -> Iterator[_Scores]:
    from tqdm import tqdm

    size = _BATCH
    if jobs != 1:
        from joblib import Parallel, delayed, effective_n_jobs

        size = max(1, min(_BATCH, math.ceil(len(articles) / effective_n_jobs(jobs))))
    batches = list(_batches(articles, size))
    if jobs == 1 or len(batches) < 2:
        results: Iterable[list[_Scores]] = map(work, batches)
    else:
        parallel = Parallel(n_jobs=jobs, batch_size=1, return_as="generator")
        results = parallel(delayed(work)(batch) for batch in batches)
    yield from tqdm(
        chain.from_iterable(results),
        total=len(articles),
        unit="article",
        disable=None if progress is None else not progress,  # None: only at a terminal
        delay=2.0 if progress is None else 0.0,
    )


def _batches(articles: Sequence[Article], size: int) -> Iterator[list[Article]]:
    """The articles in order, so many at once; long ones fewer."""
    batch: list[Article] = []
    length = 0
    for article in articles:
        if batch and (len(batch) == size or length + len(article.text) > _BATCH_LENGTH):
            yield batch
            batch, length = [], 0
        batch.append(article)
        length += len(article.text)
    if batch:
        yield batch


def _warn(foreign: Sequence[str], missing: Sequence[str]) -> None:
    if foreign:
        warnings.warn(not_english_message(foreign), StancekitWarning, stacklevel=3)
    if missing:
        warnings.warn(
            f"mentioned in no article: {', '.join(missing)}."
            " Check the spelling, or give the names that the articles use as aliases",
            StancekitWarning,
            stacklevel=3,
        )


@collector_at_rest()
def _score_articles(
    actors: Sequence[Actor], lenses: Sequence[Lens], articles: Sequence[Article]
) -> list[_Scores]:
    readings = read_all(articles, actors)
    english = [reading for reading in readings if reading.english]
    rows: dict[str, list[list[_Row]]] = {}
    for lens in lenses:
        found = iter(_find(lens, english))
        rows[lens.name] = [
            _evidence_rows(reading, lens, next(found)) if reading.english else []
            for reading in readings
        ]
    return [
        _scores(reading, [(lens, rows[lens.name][i]) for lens in lenses], actors)
        for i, reading in enumerate(readings)
    ]


def _find(lens: Lens, readings: Sequence[Reading]) -> list[list[Evidence]]:
    """For each reading, what the lens finds."""
    found = lens.find_many(readings) if lens.find_many else map(lens.find, readings)
    listed = [list(findings) for findings in found]
    if len(listed) != len(readings):
        raise StancekitError(
            f"lens {lens.name!r}: find_many gave findings for {len(listed)} readings, asked for"
            f" {len(readings)}; it must give one collection for each, empty if nothing is found"
        )
    return listed


def _scores(
    reading: Reading, by_lens: Sequence[tuple[Lens, Sequence[_Row]]], actors: Sequence[Actor]
) -> _Scores:
    return _Scores(
        [one for lens, rows in by_lens for one in _score_rows(reading, lens, rows, actors)],
        [row for _, rows in by_lens for row in rows],
        frozenset(mention.actor for mention in reading.mentions),
        reading.english,
    )


def _evidence_rows(reading: Reading, lens: Lens, findings: Iterable[Evidence]) -> list[_Row]:
    """A lens's findings in the voices and segments that it reads, in the order of the text."""
    article = reading.article
    text = article.text
    sentences: dict[Span, str] = {}  # one text for each, however many findings it has
    rows = []
    for found in sorted(findings, key=_PLACE):
        start, end, rule, weight, actor, note, category = found
        if not 0 <= start < end <= len(text):
            raise _misplaced(found, lens, article)
        segment = reading.segment(start)
        if segment is None or segment.kind not in lens.segments:
            continue
        quote = reading.quote(start)
        voice = voice_of(quote)
        if lens.voice and voice not in lens.voice:
            continue
        sentence = reading.sentence(start)
        if sentence is not None and sentence not in sentences:
            sentences[sentence] = text[slice(*sentence)]
        rows.append(
            _Row(
                article.id,
                article.outlet,
                lens.name,
                rule,
                category,
                start,
                end,
                text[start:end],
                sentences[sentence] if sentence else "",
                segment.kind,
                voice,
                _speaker(article, quote) if voice == "attributed" else None,
                actor,
                float(weight),
                note,
            )
        )
    return rows


def _misplaced(found: Evidence, lens: Lens, article: Article) -> StancekitError:
    return StancekitError(
        f"lens {lens.name!r}, article {article.id!r}: finding {found.start}:{found.end} is"
        f" not a range within the text of {len(article.text)} characters"
    )


def _speaker(article: Article, quote: Quote | None) -> str | None:
    """Who says it, by name, or else as the text puts it."""
    if quote is None or quote.speaker is None:
        return None
    words = article.text[slice(*quote.speaker)]
    if quote.speaker_name is None and words.lower() in PERSONAL_PRONOUNS:
        return None  # nobody knows who "she" is
    if quote.named is False and words.split()[0].lower() in DETERMINERS | PEOPLE:
        words = words[0].lower() + words[1:]  # one source, at the beginning of a sentence or not
    return quote.speaker_name or words


def _score_rows(
    reading: Reading, lens: Lens, rows: Sequence[_Row], actors: Sequence[Actor]
) -> Iterator[tuple[Any, ...]]:
    article = reading.article
    is_rate = lens.reduce == "per_1000_words"
    words = reading.words_by_voice(lens.segments) if is_rate and reading.english else Counter()
    weights: dict[tuple[str, str | None], list[float]] = {}
    for row in rows:
        cell = row.voice if lens.voice else "outlet", row.actor if lens.by_actor else None
        weights.setdefault(cell, []).append(row.weight)
    for voice in lens.voice or ("outlet",):
        for actor in [actor.name for actor in actors] if lens.by_actor else [None]:
            counted = weights.get((voice, actor), [])
            if any(map(math.isnan, counted)):
                exposure = 0  # the lens saw too little to give a number
            else:
                exposure = _words_read(lens, voice, words) if is_rate else len(counted)
            yield (
                article.id,
                article.outlet,
                article.story,
                lens.name,
                actor,
                voice,
                reduce_weights(counted, exposure, lens.reduce),
                lens.score_unit,
                lens.higher,
                len(counted),
                exposure,
            )


def _words_read(lens: Lens, voice: Voice, words: Counter[Voice]) -> int:
    """Words that the lens read in a voice.

    Words in scare quotes are too few to be a measure of their own: scare quotes are counted
    against all words that nobody else is quoted with.
    """
    if not lens.voice:
        return words.total()
    return words[voice] + (words["outlet"] if voice == "scare" else 0)


def reduce_weights(weights: Sequence[float], exposure: int, reduction: str) -> float:
    """The value of a score: the sum of weights over the exposure, by a thousand for words.

    NaN if the exposure is 0.
    """
    if exposure == 0:
        return float("nan")
    scale = _PER_WORDS if reduction == "per_1000_words" else 1
    return scale * math.fsum(weights) / exposure
