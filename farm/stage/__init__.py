"""The stage: a served site with a moved clock, and what accounts do on it over HTTP."""
