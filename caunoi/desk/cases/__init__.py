"""Cases at the desk: the inbox of clerks and reviewers, the page of one case, the office's board of agencies, requests about personal data.

Decree 20/2008/NĐ-CP Art. 9-12 (class, forward, answer, publish) and Law 91/2025/QH15 (who sees a person's contact, and that it is on
record) are carried out in `caunoi.inbound`; here they are shown and pressed. Every form carries the version of the case that was looked
at: who comes second is told what changed, and keeps what they typed. Words: *viewer* (who looks, with the posts of today), *tab*, *act*.
"""
