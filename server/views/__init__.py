"""What each page is given: frozen contexts, filled from the store's views with the catalogue's names.

A template of the same name draws each (`console.html` <- ConsolePage) and knows it as `page`; nothing else is
passed. All times are aware and in the site's zone. The `*_body.html` templates are fragments: the page
includes them, and the streams send them alone as the data of the event `snapshot`, so that a script only puts
the new fragment in the place of the old.

Every form that changes something posts `csrf`; the console's forms also post `key` (a repeated click is
recognised by it) and `expected` (the id of the ticket that the page showed as being served, or empty). Pages
load scripts and styles from /static only (the content security policy says so; inline styles are allowed,
inline scripts are not).
"""
