"""What a reading looks like: a page, a report of many, a data frame, displaCy's dictionary. Computes nothing new."""
