"""The way out over HTTP: one client for what we call ourselves (style.md 3.1)."""
