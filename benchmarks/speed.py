"""Speed: whole scoring beside the same job done by hand, in one run and on the same texts.

    python benchmarks/speed.py [--articles 200]

By hand means what a script without stancekit would do: VADER on each sentence, NLTK's word
tokenizer, and seven of textstat's indices. Both run on one core, after their dictionaries are
loaded, in turns; the ratio is of their medians. Scoring is run twice: as it is by default, and with
all of stancekit's indices computed besides. What stancekit remembers of single words is forgotten
before each round; the texts are copies of six, so that their words recur more than in other texts.
"""

from __future__ import annotations

import argparse
import itertools
import re
import statistics
import time
import tracemalloc
from collections.abc import Callable, Sequence

import pandas as pd

import stancekit
from stancekit.lenses.indices import INDICES
from stancekit.lenses.loaded import find_terms
from stancekit.lenses.readability import _WORDS, offline_textstat
from stancekit.model import Reading
from stancekit.reading import read_quietly

ROUNDS = 5
NUMBERS = itertools.count()
INDICES_BY_HAND = (
    "flesch_kincaid_grade", "flesch_reading_ease", "gunning_fog", "smog_index",
    "automated_readability_index", "coleman_liau_index", "dale_chall_readability_score",
)  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def make_articles(count: int) -> list[stancekit.Article]:
    """The sample corpus over and over, each copy with a last line of its own.

    No two texts are ever equal, so that no cache of textstat's can serve one for another.
    """
    sample = stancekit.load_sample()
    numbers = itertools.islice(NUMBERS, count)
    return [
        stancekit.Article(
            id=f"{source.id}-{i}",
            outlet=source.outlet,
            text=f"{source.text}\n\nThis was the report with the number {i} on the collision.",
            story=source.story,
        )
        for i, source in ((i, sample[i % len(sample)]) for i in numbers)
    ]


def by_hand() -> Callable[[Sequence[stancekit.Article]], None]:
    """The job without stancekit."""
    from nltk.tokenize import NLTKWordTokenizer
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    analyzer, tokenizer = SentimentIntensityAnalyzer(), NLTKWordTokenizer()
    textstat = offline_textstat()  # textstat alone would look for its dictionary on the net
    indices = [getattr(textstat, name) for name in INDICES_BY_HAND]

    def run(articles: Sequence[stancekit.Article]) -> None:
        for article in articles:
            for sentence in SENTENCE_END.split(article.text):
                analyzer.polarity_scores(sentence)
            tokenizer.tokenize(article.text)
            for index in indices:
                index(article.text)

    return run


def by_stancekit(articles: Sequence[stancekit.Article]) -> None:
    """Reading, five lenses, nine actors, both frames."""
    stancekit.score(articles, "sample", progress=False)


def with_indices(articles: Sequence[stancekit.Article]) -> None:
    """The same, and all indices for each article."""
    by_stancekit(articles)
    for article in articles:
        stancekit.readability_indices(read_quietly(article))


def seconds(
    job: Callable[[Sequence[stancekit.Article]], None], articles: Sequence[stancekit.Article]
) -> float:
    start = time.perf_counter()
    job(articles)
    return time.perf_counter() - start


def compare_jobs(count: int) -> None:
    jobs = {
        "by hand": by_hand(),
        "stancekit": by_stancekit,
        f"stancekit + {len(INDICES)} indices": with_indices,
    }
    for job in jobs.values():  # dictionaries loaded, caches warm
        job(make_articles(6))
    words = sum(len(read_quietly(article).words) for article in make_articles(count))
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(ROUNDS):
        for name, job in jobs.items():
            _WORDS.clear()
            times[name].append(seconds(job, make_articles(count)))
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{count} articles, {words:,} words, median of {ROUNDS} rounds")
    for name, value in medians.items():
        ratio = value / medians["by hand"]
        print(f"{name:>22}  {value:7.2f} s  {words / value:9,.0f} words/s  {ratio:5.2f} x by hand")


def compare_lexicons(small: int = 2_500, large: int = 20_000) -> None:
    """The same texts against lexicons of two sizes, of which the larger holds the smaller.

    Stancekit's own terms come first; the rest are made of two of them. The smaller one is taken
    once evenly from the larger, and once so that both find the same.
    """
    own = stancekit.load_lexicon("loaded").terms
    pairs = (
        stancekit.Term(f"{one.term} {other.term}", "pair")
        for one, other in zip(own, own[1:] + own[:1], strict=True)
    )
    terms = [*itertools.islice(itertools.chain(own, pairs), large)]
    whole = stancekit.Lexicon("whole", tuple(terms))
    readings = [read_quietly(article) for article in make_articles(60)]
    found = {hit.rule for reading in readings for hit in find_terms(reading, whole)}
    evenly = terms[:: len(terms) // small][:small]
    same = sorted(terms, key=lambda term: term.term not in found)[:small]
    for name, part in (("evenly", evenly), ("finds the same", same)):
        compare_two(name, stancekit.Lexicon(name, tuple(part)), whole, readings)


def compare_two(
    name: str, small: stancekit.Lexicon, large: stancekit.Lexicon, readings: Sequence[Reading]
) -> None:
    jobs: dict[str, Callable[[stancekit.Lexicon], int]] = {
        "matching": lambda lexicon: sum(len(list(find_terms(r, lexicon))) for r in readings),
        "scoring": lambda lexicon: len(
            stancekit.score(
                make_articles(60), lenses=stancekit.lexicon_lens("own", lexicon), progress=False
            ).evidence
        ),
    }
    for kind, job in jobs.items():
        findings = job(small), job(large)  # caches warm
        times: list[tuple[float, float]] = []
        for _ in range(ROUNDS):
            marks = [time.perf_counter()]
            for lexicon in (small, large):
                job(lexicon)
                marks.append(time.perf_counter())
            times.append((marks[1] - marks[0], marks[2] - marks[1]))
        ratio = statistics.median(b for _, b in times) / statistics.median(a for a, _ in times)
        print(
            f"{kind}, {len(small.terms):,} entries ({name}) and {len(large.terms):,}:"
            f" {findings[0]} and {findings[1]} findings, {ratio:.2f} x the time"
        )


def compare_many(outlets: int = 50, articles: int = 200) -> None:
    """How long `compare` takes for many outlets, from scores already made."""
    scored = stancekit.score(stancekit.load_sample(), "sample", progress=False)
    ids = list(dict.fromkeys(scored.scores["article"]))
    many = []
    for frame in (scored.scores, scored.evidence):
        by_article = dict(iter(frame.groupby("article", sort=False)))
        parts = [
            by_article[ids[i % len(ids)]].assign(article=str(i), outlet=f"outlet {i % outlets}")
            for i in range(outlets * articles)
        ]
        many.append(pd.concat(parts, ignore_index=True))
    start = time.perf_counter()
    stancekit.compare(stancekit.Scored(*many))
    took = time.perf_counter() - start
    print(f"\n{outlets} outlets of {articles} articles compared in {took:.1f} s")


def show_growth() -> None:
    """How time grows with the number of articles, and memory beside what is given back."""
    print("\narticles  seconds  ms an article  given back (MiB)  peak beside it (MiB)")
    for count in (10, 100, 1000):
        articles = make_articles(count)
        took = seconds(by_stancekit, articles)
        tracemalloc.start()
        scored = stancekit.score(articles, "sample", progress=False)
        kept, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(scored.scores)
        beside = (peak - kept) / 2**20
        per_article = 1000 * took / count
        print(f"{count:8d}  {took:7.2f}  {per_article:13.1f}  {kept / 2**20:16.1f}  {beside:20.1f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--articles", type=int, default=200)
    compare_jobs(parser.parse_args().articles)
    compare_lexicons()
    compare_many()
    show_growth()
