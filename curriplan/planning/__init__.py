"""The planner: requests, model, solver, verification, explanation."""
