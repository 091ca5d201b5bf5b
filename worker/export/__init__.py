"""How does what the book knows get out of it, for spreadsheets, address books and programs?

tables (which rows) | files (csv, xlsx, json) | vcards
"""
