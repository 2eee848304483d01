"""The staff's web pages. Every page is closed unless it is listed as open."""
