"""Open sources whose judged sentences are committed as pointers and hashes, and the extractors that read them."""
