"""How does a company's name read in Latin letters, whatever script it is written in?

    kana, kanji, hangul, hanja, thai (one script each) | latin (all of them in one key)
    ear (what is left of it for the ear)
    tables (opens what is shipped) | lexicon (makes the table of words of the trade from the readable ones)

The tables `*.z` are made by `benchmarks/name_tables.py`; NOTICE says from what and under which licence.
"""
