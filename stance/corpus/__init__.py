"""From judgements to gold to training examples. Reads and checks annotations; trains nothing."""
