"""The embedded server: released files answered ahead of Django.

A reader's page costs one dictionary look-up and one `stat`; no template, no session, no database query. The
`public` follower writes the tree (`public/<host>/…`, `gone/<host>/…`, `moved/<host>/…` in the data folder), this
room only reads it. Nothing here imports Django: with the database down or the desk broken, the public pages still
answer. The same rules are written out for nginx by `nginx.nginx_profile`, from the same `headers`.

Words: an *address* is what a reader asks for; a *page* is what lies at it (any file, not only HTML); its *twins*
are the compressed copies beside it (`.br`, `.gz`).
"""
