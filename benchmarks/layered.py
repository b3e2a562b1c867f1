"""Layered graphs of any size, and how the command ``dot`` of Graphviz arranges the same columns."""

from __future__ import annotations

import random
import subprocess

from curriplan.analysis.layout.arrange import Layered, Layout, Place, follow

Spot = tuple[int, int]
PATIENCE_S = 300.0


def layered(nodes: int, lines: int, columns: int = 5, seed: int = 1) -> Layered[Spot]:
    """Return columns of as many nodes each, with lines between neighbouring columns, more of them to near ones."""
    chance = random.Random(seed)
    size = nodes // columns
    found: set[tuple[Spot, Spot]] = set()
    while len(found) < lines:
        column, at = chance.randrange(columns - 1), chance.randrange(size)
        end = round(chance.gauss(at, size / 12)) % size
        found.add(((column, at), (column + 1, end)))
    order = {(n, at): chance.random() for n in range(columns) for at in range(size)}
    held = tuple(
        tuple(sorted(((n, at) for at in range(size)), key=order.__getitem__)) for n in range(columns)
    )
    return Layered(held, tuple(sorted(found)))


def by_dot(graph: Layered[Spot]) -> Layout[Spot]:
    """Return the order that dot gives the nodes of each column, as a layout of the same columns."""
    ranks = "".join(
        f"{{rank=same; {' '.join(_name(node) for node in column)}}}\n" for column in graph.columns
    )
    joined = "".join(f"{_name(one)} -> {_name(other)};\n" for one, other in graph.lines)
    text = f"digraph {{rankdir=LR; edge [style=invis];\n{ranks}{joined}}}"
    plain = subprocess.run(
        ["dot", "-Tplain"], input=text, capture_output=True, text=True, timeout=PATIENCE_S, check=True
    ).stdout
    heights = {
        words[1]: float(words[3]) for words in map(str.split, plain.splitlines()) if words[0] == "node"
    }
    places = {
        node: Place(n, heights[_name(node)]) for n, column in enumerate(graph.columns) for node in column
    }
    return follow(graph, Layout(places, {}, 0.0))


def _name(node: Spot) -> str:
    return f"n{node[0]}_{node[1]}"
