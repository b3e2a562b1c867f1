"""Who wants to know is told: typed topics, called in order on the thread that emits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Topic(Generic[T]):
    """A kind of news. Listeners must be quick; a listener may stop listening while it is told."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def listen(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call a function with each piece of news from now on; return the function that ends it."""
        self._listeners.append(listener)

        def stop() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return stop

    def tell(self, news: T) -> None:
        """Pass a piece of news to every listener."""
        for listener in tuple(self._listeners):
            listener(news)
