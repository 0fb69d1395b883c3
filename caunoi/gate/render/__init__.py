"""Render: from approved content to exact bytes, and back.

A page is made of regions. `streams` says what a region's content is, `reading` takes it out of the bytes again, `page` is
what a page kind composes, `sources` is where it draws approved content from (noting what it drew on), `press` puts it together.
"""
