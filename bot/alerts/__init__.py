"""Alerts to staff: the words, the channels, and delivery until a channel has accepted."""
