"""Which words are the sender's own? `quotes.words_of` is the way in."""
