"""Requirements: what posts demand, derived from answers, policy and statements."""
