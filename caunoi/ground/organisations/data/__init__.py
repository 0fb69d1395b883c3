"""Viet Nam's provinces and communes as tables, with the public acts they come from (NOTICE.txt); `build.py` makes them anew."""
