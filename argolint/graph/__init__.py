"""Who waits for whom and who calls whom."""
