"""The views: thin; each reads a form, calls one action or a few queries, and shows a page of templates/ask."""
