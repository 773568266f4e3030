from retrieval.loading.rulings import Ruling, grids


def table(columns: tuple[float, ...], rows: tuple[float, ...]) -> list[Ruling]:
    across = [Ruling(False, y, columns[0], columns[-1]) for y in rows]
    return across + [Ruling(True, x, rows[-1], rows[0]) for x in columns]


def test_lines_that_cross_are_a_table() -> None:
    (grid,) = grids(table((0, 50, 100), (90, 60, 30)))
    assert (grid.columns, grid.rows) == ((0, 50, 100), (90, 60, 30))
    assert grid.cell(20, 70) == (0, 0)
    assert grid.cell(70, 40) == (1, 1)


def test_lines_drawn_twice_are_one() -> None:
    (grid,) = grids(table((0, 50, 100), (90, 60, 30)) + table((0.5, 50.5, 100.5), (90.5, 60.5, 30.5)))
    assert (len(grid.columns), len(grid.rows)) == (3, 3)


def test_two_tables_are_two_grids_and_a_frame_is_none() -> None:
    both = table((0, 50, 100), (90, 60, 30)) + table((200, 250, 300), (90, 60, 30))
    assert len(grids(both)) == 2
    assert grids(table((0, 100), (90, 30))) == []
    assert grids([Ruling(False, 10, 0, 500)]) == []


def test_a_missing_line_merges_cells() -> None:
    lines = [line for line in table((0, 50, 100), (90, 60, 30)) if not (line.upright and line.at == 50)]
    (grid,) = grids([*lines, Ruling(True, 50, 30, 60)])
    assert grid.regions() == [[(0, 0), (0, 0)], [(1, 0), (1, 1)]]


def test_thousands_of_lines_are_a_drawing() -> None:
    assert grids([Ruling(True, at, 0, 100) for at in range(4000)]) == []
