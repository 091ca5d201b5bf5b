"""What do people answer when it is not sure whom a mail is from, and what follows from an answer?

the queue (queue.py) | one mail and its candidates (sheet.py) | an answer (answers.py)
what it teaches (lessons.py) | which mails it moved (moves.py) | taken back (undo.py)
"""
