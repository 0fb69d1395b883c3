"""Answers that everybody may read: the masked question and the masked answer, released by the gate like an article.

The old portal decree asked to publish answers of common interest (LEGAL, DL-05); Law 91/2025/QH15 forbids to publish with them who
asked. So a public answer is a text of its own: a clerk prepares it with names, numbers and addresses masked, a reviewer of the agency,
who wrote no character of it, approves it together with the answer. Words: to *prepare*, to *publish*, to *unpublish*.
"""
