"""The versions in order. A new one: next number, a sentence, and `SCHEMA` in store/location.py set to it."""
