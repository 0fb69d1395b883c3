"""The demo province: **tỉnh Mây Trắng**, which exists nowhere.

A whole made-up province, so that whoever starts the portal meets it at work: organisations with a merger in their
past, leaders and their weeks, sections, articles, accounts for every role, and pictures painted by this package itself.
All names, numbers, addresses and decisions are invented; `data` reads them, `pictures` paints.
"""
