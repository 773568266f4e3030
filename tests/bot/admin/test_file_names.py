"""Names of sent files stay in the folder the files are put in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.admin.file_names import safe_name


@given(st.text(max_size=300))
def test_a_safe_name_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe not in ("", ".", "..")
    assert not {"/", "\\", "\x00"} & set(safe)
    assert len(safe.encode()) <= 255
