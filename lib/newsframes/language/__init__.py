"""Knowledge of English that every stage shares: lexicons, noun classes, name variants, reporting cues."""
