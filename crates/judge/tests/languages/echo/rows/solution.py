from shapes import Row


def echo_rows(rows: list[Row]) -> list[Row]:
    return [row._replace(grid=[list(line) for line in row.grid]) for row in rows]
