"""Ruling lines to the grids of tables, and the cells of a grid. Pure geometry; units are points, y grows upwards."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_NEAR = 3.0  # points: lines that are drawn as one
_MOST = 3000  # lines of a page: more are a drawing


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight line: at ``at``, from ``start`` to ``end`` in the other direction."""

    upright: bool
    at: float
    start: float
    end: float

    def touches(self, other: Ruling) -> bool:
        if self.upright == other.upright:
            return abs(self.at - other.at) < _NEAR and self.start < other.end + _NEAR and other.start < self.end + _NEAR
        return other.covers(self.at) and self.covers(other.at)

    def covers(self, place: float) -> bool:
        return self.start - _NEAR <= place <= self.end + _NEAR


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of one table: ``columns`` from left to right, ``rows`` from top to bottom, as the places of borders."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    rulings: tuple[Ruling, ...]

    def holds(self, x: float, y: float) -> bool:
        return self.columns[0] < x < self.columns[-1] and self.rows[-1] < y < self.rows[0]

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """The row and column of a place inside the grid."""
        return sum(y < border for border in self.rows[1:]), sum(x > border for border in self.columns[1:])

    def regions(self) -> list[list[tuple[int, int]]]:
        """For every cell the first cell (topmost, leftmost) of the merged area that it belongs to."""
        first = [[(row, column) for column in range(len(self.columns) - 1)] for row in range(len(self.rows) - 1)]
        for row, cells in enumerate(first):
            for column in range(len(cells)):
                if column and not self._parted(True, self.columns[column], self._across(row)):
                    cells[column] = cells[column - 1]
                elif row and not self._parted(False, self.rows[row], self._along(column)):
                    cells[column] = first[row - 1][column]
        return first

    def _across(self, row: int) -> float:
        return (self.rows[row] + self.rows[row + 1]) / 2

    def _along(self, column: int) -> float:
        return (self.columns[column] + self.columns[column + 1]) / 2

    def _parted(self, upright: bool, at: float, place: float) -> bool:
        return any(r.upright == upright and abs(r.at - at) < _NEAR and r.covers(place) for r in self.rulings)


def grids(rulings: Sequence[Ruling]) -> list[Grid]:
    """The tables that lines draw: connected ones that make at least two rows and two columns."""
    if len(rulings) > _MOST:
        return []
    made = [_grid(group) for group in _connected(rulings)]
    return [grid for grid in made if len(grid.columns) > 2 and len(grid.rows) > 2]


def _connected(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    left, groups = list(rulings), []
    while left:
        group, waiting = [], [left.pop()]
        while waiting:
            ruling = waiting.pop()
            group.append(ruling)
            near = [other for other in left if other.touches(ruling)]
            left = [other for other in left if other not in near]
            waiting += near
        groups.append(group)
    return groups


def _grid(group: Sequence[Ruling]) -> Grid:
    columns = _merged(ruling.at for ruling in group if ruling.upright)
    rows = _merged(ruling.at for ruling in group if not ruling.upright)
    return Grid(tuple(columns), tuple(reversed(rows)), tuple(group))


def _merged(places: Iterable[float]) -> list[float]:
    """Places in order, those near each other as one."""
    merged: list[float] = []
    for place in sorted(places):
        if not merged or place - merged[-1] > _NEAR:
            merged.append(place)
    return merged
