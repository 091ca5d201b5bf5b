"""What may an admin ask of the rules? Are they right, what do they find, what would they change?

`modules` reads the files, `coded` the rules in Python; `checking`, `testing`, `trying`, `lines`, `replaying`,
`stats`, `showing`, `writing` and `schema` are a command each; `in_force` knows which rules the book goes by.
"""
