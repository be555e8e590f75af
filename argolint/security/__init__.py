"""What makes a manifest unsafe: credentials in plain text, and what pods may do to their node."""
