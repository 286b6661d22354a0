"""What slips say: a ticket, a service or a document request -> Document.

Wording is Indonesian, with English under it where the citizen chose it; the names of requirements stay
Indonesian, as the counters use them. A slip shows what is known and says plainly what is not; it is never a
civil document.
"""
