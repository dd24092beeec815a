"""The words of employers' names that say something (employer.py)."""

from jobtide.extraction.kernel.compiling import compiled
from jobtide.extraction.kernel.folding import fold
from jobtide.extraction.kernel.vocabulary import looked_up
from jobtide.extraction.kernel.words import next_word, scanned


@compiled
def own_words(words, legal, folds, desk, data, offsets, own, own_offsets, odd):
    """Writes the words of each name to `own`, a space between; marks in `odd` the names that cannot be read here.

    Of a name with a word in another script nothing is written, since no term is written so.
    """
    own_offsets[0] = 0
    for name in range(len(offsets) - 1):
        written = first = own_offsets[name]
        if offsets[name] == offsets[name + 1]:
            own_offsets[name + 1] = first
            continue
        size, _ = fold(data, offsets[name], offsets[name + 1], folds, desk.cased, desk.origins, desk.turns)
        odd[name] = size < 0
        size = max(size, 0)
        scanned(desk.cased, size, desk.lower, desk)
        at = 0
        while True:
            start, at = next_word(desk.lower, at, size)
            if start == at:
                break
            number = looked_up(words, desk.lower, start, at)
            if number >= 0 and legal[number]:
                continue
            if written > first:
                own[written] = 32
                written += 1
            foreign = False
            for place in range(start, at):
                foreign |= desk.lower[place] >= 128
                own[written] = desk.lower[place]
                written += 1
            if foreign:
                written = first
                break
        own_offsets[name + 1] = written
