"""How a site looks, as pure functions of its profile: colour roles, the woven band, icons.

Screens and pages share it.
"""
