"""Files -> `Document`: plain text, Markdown with front matter, web pages, JSON Lines, standard input.

`documents` reads inputs one by one, `document` takes a text that is at hand already. Each module knows one
thing: `sources` finds files, `decoding` turns bytes into text, `jsonl`, `markup` and `webpage` know one
format each, `metadata` reads dates and URLs, `language` tells languages, `article` puts a document together.
"""

from kgraph.read.article import MAX_CHARACTERS, document
from kgraph.read.inputs import MAX_BYTES, documents
from kgraph.read.language import ForeignLanguageError
from kgraph.read.sources import Failure

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "Failure", "ForeignLanguageError", "document", "documents"]
