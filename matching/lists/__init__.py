"""Which domains are not one firm's? Tables of names, a few written by hand, most made of public lists."""
