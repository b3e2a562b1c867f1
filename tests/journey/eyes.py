"""What can be told from a picture without reading it: whether something is drawn there, and whether it is that."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage

Pixels = npt.NDArray[np.int16]
STANDS_OUT = 24
"""How far (0..255) a colour is from the ground to be ink."""

DOWN, ACROSS = 6, 4
LEAST_INK, LEAST_BLOCKS = 0.01, 8
"""A page of rows has ink in a hundredth of its area, and in a third of its 24 parts."""


def pixels(image: QImage, part: QRect | None = None) -> Pixels:
    """Return rows x columns x (blue, green, red) of a picture or a part of it."""
    if part is not None and part.isEmpty():
        return np.zeros((0, 0, 3), np.int16)
    whole = image.convertToFormat(QImage.Format.Format_RGB32)
    plain = whole if part is None else whole.copy(part)
    data: Any = plain.constBits()
    held = np.frombuffer(data, np.uint8).reshape(plain.height(), plain.bytesPerLine() // 4, 4)
    return held[:, : plain.width(), :3].astype(np.int16)


def ink(seen: Pixels) -> npt.NDArray[np.bool_]:
    """Return which pixels stand out from the commonest colour."""
    colours, counts = np.unique(seen.reshape(-1, 3), axis=0, return_counts=True)
    ground = colours[counts.argmax()]
    found: npt.NDArray[np.bool_] = (np.abs(seen - ground) > STANDS_OUT).any(axis=2)
    return found


def emptiness(seen: Pixels) -> str:
    """Return why a picture counts as empty, or nothing: it needs ink enough, and not in one corner alone."""
    if seen.size == 0:
        return "it has no area"
    marks = ink(seen)
    if marks.mean() < LEAST_INK:
        return f"only {marks.mean():.2%} of it stands out"
    blocks = [
        block.any() for band in np.array_split(marks, DOWN) for block in np.array_split(band, ACROSS, axis=1)
    ]
    return (
        ""
        if sum(blocks) >= LEAST_BLOCKS
        else f"only {sum(blocks)} of its {DOWN * ACROSS} parts show anything"
    )


def shown(own: Pixels, seen: Pixels) -> float:
    """Return the share (0..1) of what something draws, its ground left out, that is seen just so."""
    if own.shape != seen.shape or own.size == 0:
        return 0.0
    marks = ink(own)
    same = (np.abs(own - seen) <= STANDS_OUT).all(axis=2)
    return float(same[marks].mean()) if marks.any() else 0.0


def likeness(one: Pixels, other: Pixels) -> float:
    """Return the share (0..1) of pixels that are the same in two pictures; pictures of other sizes are unlike."""
    if one.shape != other.shape or one.size == 0:
        return 0.0
    same = (np.abs(one - other) <= STANDS_OUT).all(axis=2)
    return float(same.mean())
