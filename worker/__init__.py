"""The shell: IMAP, files the team writes, the clock, and the flow that puts the rooms together.

Read `worker/pipeline.py` first: it tells the whole story.
"""
