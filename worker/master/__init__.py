"""What do people change in the master data, and what follows from it in the book?

    details (what is given, made tidy) | adding | editing | merging | splitting | grouping | undo

Every act is one change in the book's audit, with everything that followed from it: mails that found their
customer, follow-ups that were opened or ended. So it can be taken back whole.
"""
