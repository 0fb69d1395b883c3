"""What the people tell the state: cases (questions, reflections and petitions, information requests), and what they are made with.

Nothing here is public: an answer reaches the public only as a release, by the same gate as an article. Words of a person are
stored sealed (`caunoi.ground.vault`).
"""
