"""What answers: saved models, read back and asked, without the libraries that trained them."""
