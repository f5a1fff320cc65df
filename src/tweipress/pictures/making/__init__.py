"""Reading uploads and making variants, in a process of its own with little memory and time.

`reading`, `writing` and `child` run there and know neither Django nor the site; `running` starts
it.
"""
