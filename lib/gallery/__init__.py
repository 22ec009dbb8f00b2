"""A static site of the notebooks as they were stored, the pages that they link, and two reports."""
