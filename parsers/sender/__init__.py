"""Who writes, for which company, and how is she reached? `people.details_of` is the way in."""
