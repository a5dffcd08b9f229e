"""What is told of single words, kept, since a few thousand words make most of any text."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
_MOST = 100_000  # words; more than a newspaper uses in a year


class Remembered(dict[Key, Value]):
    """The values of a function by its argument; each is asked for once, as long as there is room.

    Twice as fast as `functools.lru_cache`, which notes when each value was asked for last.

    >>> lengths = Remembered(len)
    >>> lengths.of(["port", "ferry", "port"])
    [4, 5, 4]
    """

    def __init__(self, function: Callable[[Key], Value]) -> None:
        self._function = function

    def __missing__(self, key: Key) -> Value:
        value = self._function(key)
        if len(self) < _MOST:
            self[key] = value
        return value

    def of(self, keys: Iterable[Key]) -> list[Value]:
        """The value of each key, in order."""
        return [*map(self.__getitem__, keys)]
