"""What kind of mail is it, and what does a machine's mail tell? `automatic.nature_of` is the way in."""
