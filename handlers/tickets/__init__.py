"""The dispute itself: what a ticket is and how it may move."""
