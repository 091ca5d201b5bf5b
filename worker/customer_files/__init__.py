"""What customers does a file hold, and what becomes of each in the book?

table (rows of a file) | headings (what each column is) | rows (customers, or what is wrong) |
plan (new, known, in conflict) | bring (one transaction) | report (in words, as a table)
"""
