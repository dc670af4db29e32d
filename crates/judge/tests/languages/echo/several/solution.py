def gather(small, big_one, yes, text, words, maybe_small):
    return small, big_one, yes, text, tuple(words), maybe_small
