"""What one problem says: (title fr, detail fr, title en, detail en)."""

from typing import TypeAlias

Texts: TypeAlias = dict[str, tuple[str, str, str, str]]
