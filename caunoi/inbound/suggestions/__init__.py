"""Which field a citizen's text belongs to, which agency could answer it, and what kind of thing it is. A person decides.

Decree 20/2008/NĐ-CP Art. 9: whoever receives a reflection studies and classes it, and forwards what is another's within
five working days: this room proposes, with the words that led to each proposal, and never routes by itself. Art. 1 of
the same decree excludes complaints and denunciations, which have their own laws (02/2011/QH13, 25/2018/QH14) and their
own door: `nature` recognises them, also without accents and without the word, and `guidance` says where they must go.

Words: a *topic* is a field (lĩnh vực); a *rule* ties phrases to a topic and to an agency; a *learned model* is counted from
the office's own past cases; *nature* is complaint, denunciation, petition, question or information request.
"""
