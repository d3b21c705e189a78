"""The map as a static page: the dashboard's own map code, payloads and change points, without a server."""

from __future__ import annotations

from dashboard.publish.contents import Content, content, documents, facts
from dashboard.publish.files import write_file, write_folder

__all__ = ["Content", "content", "documents", "facts", "write_file", "write_folder"]
