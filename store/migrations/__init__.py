"""How does an older book become a newer one? Alembic versions, run by `Book.prepare` and `genjin migrate`."""
