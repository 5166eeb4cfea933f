"""What can go wrong with privacy."""

from domain.shared.errors import NotFound


class DocumentNotFound(NotFound):
    code = "document-not-found"
