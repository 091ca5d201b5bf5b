"""Which papers hang on a mail, and on what terms? `papers.papers_of` and `terms.terms_of` are the ways in."""
