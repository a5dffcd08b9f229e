"""Whether the intervals and tests of `differences` hold what they promise, by simulation.

    python benchmarks/intervals.py [--runs 1000] [--articles 12]

Outlets are simulated whose articles come from one distribution: article lengths vary, and the rate
of findings varies from article to article. A 95 % interval of the difference should hold zero in 95
of 100 runs, and the permutation test, corrected by Holm for all pairs and measures, should reject
anything in at most 5. With a planted difference, the share of runs that find it is the power.
"""

from __future__ import annotations

import argparse

import numpy as np
import pandas as pd

import stancekit
from stancekit.scoring import EVIDENCE_COLUMNS, SCORE_COLUMNS

OUTLETS = ("A", "B", "C")
MEASURES = ("loaded", "framing")  # a rate for every thousand words, and a mean


def simulate(
    random: np.random.Generator, articles: int, *, more: float = 1.0, stories: bool = False
) -> stancekit.Scored:
    """Scores of three outlets; outlet A's rate is `more` times the others', its mean higher.

    With `stories`, each is told by all outlets, and has a level of its own.
    """
    rows: list[tuple[object, ...]] = []
    levels = random.gamma(3.0, 1 / 3, size=articles)  # of the stories
    tones = random.normal(0, 0.2, size=articles)
    for outlet in OUTLETS:
        factor = more if outlet == "A" else 1.0
        for number in range(articles):
            words = int(random.lognormal(6.2, 0.5)) + 100
            level = levels[number] if stories else random.gamma(3.0, 1 / 3)
            count = int(random.poisson(0.008 * words * factor * level))
            mentions = 1 + int(random.poisson(6))
            tone = (tones[number] if stories else random.normal(0, 0.2)) - 0.1 * np.log(factor)
            mean = float(np.clip(random.normal(tone, 0.45, size=mentions), -1, 1).mean())
            key = (f"{outlet}{number}", outlet, f"story {number}" if stories else None)
            rate = 1000 * count / words
            unit = "loaded expressions per 1,000 words"
            rows.append((*key, "loaded", None, "outlet", rate, unit, "more", count, words))
            rows.append(
                (*key, "framing", "X", "outlet", mean, "mean stance", "better", mentions, mentions)
            )
    scores = pd.DataFrame(rows, columns=list(SCORE_COLUMNS))
    return stancekit.Scored(scores, pd.DataFrame(columns=list(EVIDENCE_COLUMNS)))


def run(runs: int, articles: int, *, more: float = 1.0, stories: bool = False) -> pd.DataFrame:
    """For each run and measure: whether A and B's interval holds zero, and which tests reject."""
    random = np.random.default_rng(0)
    found = []
    for number in range(runs):
        scored = simulate(random, articles, more=more, stories=stories)
        frame = stancekit.differences(scored, seed=1000 * number)
        rejected = frame["p_holm"] < 0.05
        for lens in MEASURES:
            rows = frame[(frame["lens"] == lens) & (frame["group"] == "A") & (frame["base"] == "B")]
            one = rows.iloc[0]
            found.append(
                {
                    "lens": lens,
                    "holds zero": one["low"] <= 0 <= one["high"],
                    "p < 0.05": one["p"] < 0.05,
                    "Holm rejects any": bool(rejected.any()),
                    "Holm rejects this": one["p_holm"] < 0.05,
                }
            )
    return pd.DataFrame(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=12)
    options = parser.parse_args()
    for stories in (False, True):
        for more in (1.0, 1.5, 2.0):
            frame = run(options.runs, options.articles, more=more, stories=stories)
            told = "same stories" if stories else "stories of their own"
            print(f"\n{options.articles} articles an outlet, {told}, rate of A {more} times B's")
            print(frame.groupby("lens").mean().round(3).to_string())


if __name__ == "__main__":
    main()
