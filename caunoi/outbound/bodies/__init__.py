"""Bodies: what long texts of every domain are made of, and what a reader gets of it. Text, heading, picture, table, file.

Words: body (nội dung), block (khối). Blocks that belong to one domain alone (an article's video, "read also") are in that domain.
"""
