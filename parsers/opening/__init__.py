"""Bytes to a Mail: charsets, parts, addresses and dates made sane. `envelope.open_mail` is the way in."""
