"""What learns: scikit-learn estimators under one contract, each of which saves itself as a model folder."""
