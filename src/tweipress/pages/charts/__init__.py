"""Charts: our own SVG, drawn from whole numbers, each with its table beside it. No rules here.

Whoever draws one gives words and figures as the reader's language writes them. There is no style
in the drawing: classes name the series, and charts.css gives them their colours.
"""
