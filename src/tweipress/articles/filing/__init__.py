"""How articles are filed: addresses, tags, languages and translations. What they say is not here.

What readers' pages show of it is stored with the article, so that no page asks for it apart.
"""
