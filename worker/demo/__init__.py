"""The sample mailbox of `genjin demo`: a corpus, a real IMAP server on loopback, and a tour over both."""
