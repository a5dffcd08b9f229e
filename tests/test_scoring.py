import math
from collections.abc import Iterator, Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import stancekit
from stancekit import Actor, Article, Evidence, Lens, Reading, StancekitError, StancekitWarning
from stancekit.scoring import EVIDENCE_COLUMNS, SCORE_COLUMNS, _batches, reduce_weights

ACTORS = (Actor("Orland", kind="place", demonyms=("Orlandic",)), Actor("Ana Tal", kind="person"))


def recomputed(scored: stancekit.Scored) -> Iterator[tuple[float, float]]:
    """Each score, and what its evidence and exposure give, as docs/schema.md says."""
    for row in scored.scores.itertuples():
        found = scored.evidence[
            (scored.evidence["article"] == row.article) & (scored.evidence["lens"] == row.lens)
        ]
        if row.lens not in ("sourcing", "readability"):
            found = found[found["voice"] == row.voice]
        if isinstance(row.actor, str):
            found = found[found["actor"] == row.actor]
        assert len(found) == row.n_evidence
        scale = 1000 if row.unit.endswith("per 1,000 words") else 1
        total = scale * math.fsum(found["weight"])
        yield row.value, total / row.exposure if row.exposure else math.nan


def assert_recomputable(scored: stancekit.Scored) -> None:
    for value, again in recomputed(scored):
        assert value == again or (math.isnan(value) and math.isnan(again))


@pytest.mark.filterwarnings("ignore::stancekit.StancekitWarning")
def test_articles_scored_together_score_as_each_by_itself() -> None:
    articles = [
        *stancekit.load_sample(),
        Article("german", "Blatt", "Die Regierung hat es nicht getan. " * 10),
        Article("short", "Gull", "Tal."),
    ]
    together = stancekit.score([articles[6], *articles[:6], articles[7]], "sample")
    alone = [stancekit.score([article], "sample") for article in articles]
    for name in ("scores", "evidence"):
        frame = getattr(together, name)
        for article, one in zip(articles, alone, strict=True):
            pd.testing.assert_frame_equal(
                frame[frame["article"] == article.id].reset_index(drop=True),
                getattr(one, name),
                check_exact=True,
            )


def test_long_articles_are_read_by_themselves() -> None:
    lengths = [10, 150_000, 10, 60_000, 300_000, 10]
    articles = [Article(str(i), "Gull", "a" * length) for i, length in enumerate(lengths)]
    assert [[len(one.text) for one in batch] for batch in _batches(articles, 2)] == [
        [10, 150_000],
        [10, 60_000],
        [300_000],
        [10],
    ]


def test_a_lens_may_look_at_many_readings_at_once() -> None:
    def find(reading: Reading) -> list[Evidence]:
        return [Evidence(*reading.sentences[0], "first")]

    asked: list[int] = []

    def find_many(readings: Sequence[Reading]) -> Iterator[list[Evidence]]:
        asked.append(len(readings))
        yield from map(find, readings)

    one = Lens("first", find, "sentences", "more")
    many = Lens("first", find, "sentences", "more", find_many=find_many)
    sample = stancekit.load_sample()
    expected, found = (stancekit.score(sample, lenses=[lens]) for lens in (one, many))
    pd.testing.assert_frame_equal(found.evidence, expected.evidence)
    pd.testing.assert_frame_equal(found.scores, expected.scores)
    assert asked == [len(sample)]


def test_the_segments_of_a_lens_may_be_a_list() -> None:
    def find(reading: Reading) -> list[Evidence]:
        return [Evidence(0, 1, "x")]

    one, other = (
        stancekit.score(stancekit.load_sample(), lenses=[Lens("x", find, "x", "x", segments=some)])
        for some in (("headline",), ["headline"])  # type: ignore[arg-type]
    )
    pd.testing.assert_frame_equal(one.scores, other.scores)


def test_a_lens_that_loses_a_reading_says_so() -> None:
    lens = Lens("lost", lambda _: [], "x", "more", find_many=lambda readings: [[]])
    with pytest.raises(StancekitError, match=r"'lost': find_many gave findings for 1 readings"):
        stancekit.score(stancekit.load_sample(), lenses=[lens])
    with pytest.raises(StancekitError, match="find_many must be a function"):
        Lens("bad", lambda _: [], "x", "more", find_many=3)  # type: ignore[arg-type]


def assert_traceable(articles: list[Article], scored: stancekit.Scored) -> None:
    texts = {article.id: article.text for article in articles}
    for row in scored.evidence.itertuples():
        assert texts[row.article][row.start : row.end] == row.text


def test_the_frames_have_their_columns(sample_scored: stancekit.Scored) -> None:
    assert tuple(sample_scored.scores.columns) == SCORE_COLUMNS
    assert tuple(sample_scored.evidence.columns) == EVIDENCE_COLUMNS


def test_every_score_follows_from_evidence_and_exposure(sample_scored: stancekit.Scored) -> None:
    assert_recomputable(sample_scored)


def test_every_finding_is_where_it_says(sample_scored: stancekit.Scored) -> None:
    assert_traceable(stancekit.load_sample(), sample_scored)


_PIECES = st.sampled_from(
    (
        "Orland|Ana Tal|Orlandic forces|shameful|make no mistake|did not|praised|attacked|said|the"
        "|READ MORE:|brutal|regime|U.S.|“|”|\"|'|’|(|)|—|.|!|?|,|\n|\r\n|…|\u200b|İ|😀|شمس|\x00"
    ).split("|")
)


@settings(max_examples=150)
@given(st.lists(_PIECES, max_size=120).map(" ".join))
def test_any_text_is_scored_and_traced(text: str) -> None:
    article = Article("a", "Daily", text)
    scored = _without_warnings([article])
    assert_traceable([article], scored)
    assert_recomputable(scored)


@settings(max_examples=100)
@given(st.text(max_size=400))
def test_any_characters_are_scored_and_traced(text: str) -> None:
    article = Article("a", "Daily", text)
    assert_traceable([article], _without_warnings([article]))


def _without_warnings(articles: list[Article]) -> stancekit.Scored:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("warnings.warn", lambda *args, **kwargs: None)
        return stancekit.score(articles, ACTORS)


def test_several_processes_give_the_same_frames(sample_scored: stancekit.Scored) -> None:
    again = stancekit.score(stancekit.load_sample(), "sample", jobs=2)
    pd.testing.assert_frame_equal(again.scores, sample_scored.scores)
    pd.testing.assert_frame_equal(again.evidence, sample_scored.evidence)


def test_no_article_gives_frames_without_rows() -> None:
    scored = stancekit.score([], ["Orland"])
    assert tuple(scored.scores.columns) == SCORE_COLUMNS
    assert scored.scores.empty and scored.evidence.empty
    assert stancekit.side_by_side(stancekit.compare(scored)).empty


def test_nothing_seen_is_not_nothing_found() -> None:
    scored = stancekit.score([Article("a", "Daily", "The ship sank at dawn.")])
    loaded = scored.scores[scored.scores["lens"] == "loaded"].set_index("voice")
    assert loaded.loc["outlet", "value"] == 0.0
    assert math.isnan(loaded.loc["attributed", "value"])


def test_an_actor_in_no_article_is_named_in_a_warning() -> None:
    with pytest.warns(StancekitWarning, match="mentioned in no article: Ana Tal"):
        stancekit.score([Article("a", "Daily", "Orland spoke.")], ACTORS)


GERMAN = (
    "Die Regierung hat am Mittwoch in der Hauptstadt erklärt, dass sie nicht an den Gesprächen"
    " teilnehmen wird. Der Minister sagte, man werde sich nicht unter Druck setzen lassen und habe"
    " alles getan, um die Lage zu entspannen. Die Opposition warf ihm vor, die Bürger zu täuschen."
)


@pytest.mark.parametrize(
    "text", [GERMAN, "政府在星期三表示，不会参加会谈。" * 10, "قالت الحكومة إنها لن تشارك. " * 10]
)
def test_another_language_gets_one_warning_and_no_number(text: str) -> None:
    articles = [Article("a", "Daily", text), Article("b", "Daily", text)]
    with pytest.warns(StancekitWarning, match="not English, so not scored: a, b") as caught:
        scored = stancekit.score(articles)
    assert len(caught) == 1
    assert scored.scores["value"].isna().all() and scored.evidence.empty


@pytest.mark.parametrize(
    ("articles", "arguments", "message"),
    [
        ([Article("a", "D", "x"), Article("a", "E", "y")], {}, "2 articles have the id 'a'"),
        (["text"], {}, "score takes articles, not str"),
        ([], {"lenses": [stancekit.DEFAULT_LENSES[0]] * 2}, "2 lenses have the name 'framing'"),
        ([], {"actors": [Actor("A"), Actor("A")]}, "given twice"),
        ([], {"jobs": 0}, "jobs must be"),
    ],
)
def test_what_cannot_be_scored_is_said(
    articles: list[Article], arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(StancekitError, match=message):
        stancekit.score(articles, **arguments)  # type: ignore[arg-type]


def _find_ships(reading: Reading) -> Iterator[Evidence]:
    for span, word in zip(reading.words, reading.lower, strict=True):
        if word == "ship":
            yield Evidence(span.start, span.end, "ship")


def test_a_lens_of_ones_own_reads_its_voices_and_segments_only() -> None:
    text = "A ship\nThe ship left. “The ship!” said Tal.\nREAD MORE: A ship"
    lens = Lens("ships", _find_ships, "ships", "more ships", segments=("body",))
    scored = stancekit.score([Article("a", "Daily", text)], lenses=[lens])
    assert scored.evidence["start"].tolist() == [text.index("ship left")]
    assert scored.scores["unit"].tolist() == ["ships per 1,000 words"]
    assert scored.scores["exposure"].tolist() == [5]


def test_a_finding_outside_the_text_is_an_error() -> None:
    lens = Lens("bad", lambda reading: [Evidence(0, 99, "bad")], "bad", "worse")
    with pytest.raises(StancekitError, match="lens 'bad', article 'a': finding 0:99"):
        stancekit.score([Article("a", "Daily", "Short.")], lenses=[lens])


def test_reduction() -> None:
    assert reduce_weights([1, 2], 600, "per_1000_words") == 5.0
    assert reduce_weights([1, -2], 2, "mean") == -0.5
    assert math.isnan(reduce_weights([], 0, "mean"))
