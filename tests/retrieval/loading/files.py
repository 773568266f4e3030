"""Makes small files for the loaders' tests."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

Line = tuple[int, int, str]  # x and y from the lower left corner, text
Rule = tuple[int, int, int, int]  # from x, y to x, y


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def changed(path: Path, member: str, content: bytes) -> Path:
    """The same archive with one member replaced or added."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()} | {member: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def pdf(pages: Sequence[Sequence[Line | Rule]]) -> bytes:
    """A PDF whose text is drawn with a Chinese font that every reader has."""
    font = b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UTF16-H/DescendantFonts[4 0 R]>>"
    system = b"<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>"
    kin = b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo" + system + b"/DW 1000>>"
    numbers = [5 + 2 * at for at in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 3: font, 4: kin}
    objects[2] = f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode()
    for number, lines in zip(numbers, pages, strict=True):
        drawn = "".join(map(_drawn, lines))
        box = f"/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents {number + 1} 0 R"
        objects[number] = f"<</Type/Page/Parent 2 0 R{box}>>".encode()
        objects[number + 1] = f"<</Length {len(drawn)}>>stream\n{drawn}endstream".encode()
    return _numbered(objects)


def _drawn(part: Line | Rule) -> str:
    if len(part) == 4:
        return "{} {} m {} {} l S\n".format(*part)
    x, y, text = part
    return f"BT /F1 12 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"


def ruled(columns: Sequence[int], rows: Sequence[int]) -> list[Rule]:
    """The lines of a table with borders at these places."""
    across = [(columns[0], y, columns[-1], y) for y in rows]
    return across + [(x, rows[0], x, rows[-1]) for x in columns]


def _numbered(objects: dict[int, bytes]) -> bytes:
    body, places = b"%PDF-1.7\n", {}
    for number in sorted(objects):
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, objects[number])
    table = "".join(f"{places[number]:010d} 00000 n \n" for number in sorted(objects))
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return body + f"{end}startxref\n{len(body)}\n%%EOF".encode()


def column(lines: Sequence[str], top: int = 780) -> list[Line]:
    """Lines under one another."""
    return [(72, top - 20 * at, text) for at, text in enumerate(lines)]
