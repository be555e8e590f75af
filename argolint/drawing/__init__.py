"""What would run, as boxes and arrows."""
