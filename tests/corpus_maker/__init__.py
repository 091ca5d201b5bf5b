"""How does export mail look, client by client and language by language? Writes tests/corpus/made_*."""
