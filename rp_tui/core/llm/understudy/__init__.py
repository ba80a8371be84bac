"""The understudy: plays without a model; so far, its knowledge of English."""
