"""What users set: read from files, joined with the command line, and told for each file that is checked."""
