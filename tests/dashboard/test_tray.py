"""The list of what is not on the map."""

from __future__ import annotations

import pytest

from dashboard.tray import _file


@pytest.mark.parametrize("origin", ["/srv/data/inbox/a b.txt", "inbox/a b.txt", "a b.txt", r"C:\in\a b.txt"])
def test_a_refused_file_is_named_without_the_servers_folders(origin: str) -> None:
    assert _file(origin) == "a b.txt"
