"""Reviews as authors, jurors and editors see them. Texts are articles', decisions are the books'.

Who is drawn, who may decide, and what moves is the core's matter (core/reviewing.py).
"""
