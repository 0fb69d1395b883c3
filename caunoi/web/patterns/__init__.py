"""The living page of patterns, `/_mau/`: every part of the public face with its states, from the same templates as the portal.

For whoever writes a template, checks a province's colours, or shows a minister what the parts are. It says which colours stand on which, with
their contrast (WCAG 2.2, 1.4.3 and 1.4.11), in every dress a reader may choose.
"""
