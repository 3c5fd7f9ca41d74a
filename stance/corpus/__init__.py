"""From articles and judgements to gold and data sets."""
