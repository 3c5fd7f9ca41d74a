"""How good a model is, with intervals, and how it is told: measures, cross-validation, reports, cards."""
