"""A WeChat platform to try and test against: it signs, encrypts, posts and delivers again."""
