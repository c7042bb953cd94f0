"""What the shipped models are trained on, and how."""
