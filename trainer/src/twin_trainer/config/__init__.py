"""The configuration of each command: what may be set, within which limits, and the defaults."""
