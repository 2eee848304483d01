"""What the law says: curated entries, article notes, words, and the index that finds them."""
