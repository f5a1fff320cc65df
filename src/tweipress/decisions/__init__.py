"""What moderators decide: one row a decision, the public log, and what a mute or suspension bars.

It is below the apps, so that each of them can note what was decided in it: comments a removal,
people a ban, articles a version that was taken away. Who may decide is not its matter.
"""
