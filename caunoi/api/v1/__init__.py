"""The portal's own API under /api/v1/: filing and following a case, public answers, terms and due days, boards.

One table (`operations`) says what there is; requests are read by it, the OpenAPI description and the page for people are made of it,
so that none of the three can say something else. Within version 1 fields are added, never taken away or given another meaning.
"""
