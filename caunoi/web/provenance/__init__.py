"""“How this page came to be”: who wrote and who approved by their offices, when, which bytes, where in the public log, seen by whom;
the proof as a file, and a page of one file that checks it without the portal.

What is told here is the portal's own word. What proves it is the proof file, with a key that one has from elsewhere.
"""
