"""Knowledge of English that every stage shares: lexicons, syntax, classes of words."""
