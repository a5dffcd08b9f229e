"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import stancekit

settings.register_profile(
    "stancekit", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("stancekit")

SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(scope="session")
def sample_scored() -> stancekit.Scored:
    return stancekit.score(stancekit.load_sample(), "sample")


@pytest.fixture(scope="session")
def labelled() -> Path:
    """The folder of labelled sets, which is not part of the project."""
    if not (SHARED / "data").is_dir():
        pytest.skip("the labelled sets are not here")
    return SHARED / "data"


@pytest.fixture(scope="session")
def real_articles() -> Path:
    """The folder of five real articles, which is not part of the project."""
    if not (SHARED / "articles").is_dir():
        pytest.skip("the real articles are not here")
    return SHARED / "articles"
