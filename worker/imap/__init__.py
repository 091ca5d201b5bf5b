"""How is mail read over IMAP, from servers that misbehave, without changing anything on them?

The only home of imapclient. Read `mailbox` first; `line` is the connection, `lots` what is fetched in one go,
`structure` a mail without its large attachments, `watching` the wait for new mail, `errors` what goes wrong.
"""

from worker.imap.errors import LoginRefused, MailboxError
from worker.imap.mailbox import ImapMailbox

__all__ = ["ImapMailbox", "LoginRefused", "MailboxError"]
