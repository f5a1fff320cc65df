"""The security log: who signed in, what was changed by right, what was refused.

An event is a structured line of the log and a row that an operator's page shows. Neither holds a
password, a token, an e-mail address or the address of a machine.
"""
