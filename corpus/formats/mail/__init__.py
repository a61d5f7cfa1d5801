"""E-mails and mailboxes: bodies, quoted and forwarded mails."""
