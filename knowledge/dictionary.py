"""jieba's dictionary with the editors' terms in it, as a trie on disk.

The only module that imports jieba. jieba keeps its dictionary in 60 MB and reads it in a second;
the same words in a trie take 2 MB, are mapped from a file that all processes share, and say at
once which of them begin at a place of a text. The file stands in a folder of ours: one in the
shared temporary folder can be planted by anyone.
"""

import hashlib
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import marisa_trie

from knowledge.whole import write_whole

LONGEST_WORD = 8


def read_dictionary(terms: Iterable[str], folder: Path | None) -> marisa_trie.Trie:
    """All words of two to eight characters, from the file in `folder` or made anew.

    Its `prefixes(text)` are the words with which a text begins.
    """
    wanted = tuple(sorted(terms))
    if folder is None:
        return _make(wanted)
    key = hashlib.blake2b(f"{version('jieba')}{wanted}".encode(), digest_size=8).hexdigest()
    file = folder / f"words-{key}.marisa"
    try:
        return marisa_trie.Trie().mmap(str(file))
    except (OSError, RuntimeError):  # not there yet, or broken
        trie = _make(wanted)
    for old in folder.glob("words-*.marisa"):
        old.unlink(missing_ok=True)
    write_whole(file, trie.tobytes())
    return trie


def _make(terms: tuple[str, ...]) -> marisa_trie.Trie:
    import jieba  # noqa: PLC0415 - 60 MB and a second, which only the making of the file needs

    with jieba.Tokenizer().get_dict_file() as lines:
        words = {line.split(b" ", 1)[0].decode() for line in lines}
    words.update(terms)
    return marisa_trie.Trie(word for word in words if 2 <= len(word) <= LONGEST_WORD)
