"""How often the portal's pages are read: counted without cookies, scripts or third parties, and without anything of a reader.

The web server writes lines (moment, site, person or machine, how often, address: `caunoi.web.serve.counting`, or nginx's log) into the folder
`visits`; a job of the worker adds them up here, each line exactly once. No address of a reader, no cookie and no identifier is in those
lines, so none is here. A *visit* (lượt xem) is one HTML page given to a browser, or found unchanged by it.
"""
