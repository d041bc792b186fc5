"""Matrix of gains -> the one-to-one assignment with the largest sum, exact. Nothing to add here."""

from __future__ import annotations

from collections.abc import Sequence


def assign(gains: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Return (row, column) pairs, each row and column once, whose gains have the largest sum; gains <= 0 never pair.

    Invariant: the result depends on the gains alone; integers, so that no sum is rounded.
    Source: the Hungarian method with potentials (Kuhn 1955, Jonker and Volgenant 1987), O(n^3).
    """
    rows = len(gains)
    columns = len(gains[0]) if rows else 0
    size = max(rows, columns)
    if not rows or not columns:
        return []
    # Why: a square of costs; what may not pair costs as much as no pair at all.
    cost = [[0] * (size + 1) for _ in range(size + 1)]
    for i in range(rows):
        for j in range(columns):
            cost[i + 1][j + 1] = -max(gains[i][j], 0)
    left, right = [0] * (size + 1), [0] * (size + 1)
    match = [0] * (size + 1)  # column -> row
    for i in range(1, size + 1):
        match[0] = i
        at = 0
        least: list[int | None] = [None] * (size + 1)
        way = [0] * (size + 1)
        used = [False] * (size + 1)
        while True:
            used[at] = True
            row, delta, following = match[at], None, 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                now = cost[row][j] - left[row] - right[j]
                before = least[j]
                if before is None or now < before:
                    before = least[j] = now
                    way[j] = at
                if delta is None or before < delta:
                    delta, following = before, j
            assert delta is not None
            for j in range(size + 1):
                if used[j]:
                    left[match[j]] += delta
                    right[j] -= delta
                else:
                    value = least[j]
                    if value is not None:
                        least[j] = value - delta
            at = following
            if match[at] == 0:
                break
        while at:
            match[at] = match[way[at]]
            at = way[at]
    pairs = [(match[j] - 1, j - 1) for j in range(1, size + 1)]
    return sorted((i, j) for i, j in pairs if i < rows and j < columns and gains[i][j] > 0)


__all__ = ["assign"]
