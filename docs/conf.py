"""Sphinx: `sphinx-build docs docs/_build`, after `pip install '.[docs]'`."""

import stancekit

project = "stancekit"
author = "The stancekit authors"
release = stancekit.__version__

extensions = ["myst_parser"]
exclude_patterns = ["_build"]
myst_heading_anchors = 2  # so that pages can link to each other's headings
