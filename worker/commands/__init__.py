"""The commands, by theme; the table in cli.py names them. Options in, one question to a room, words out.

To add one: a function with @click.command() in a module here, and a line in that table.
"""
