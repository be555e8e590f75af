"""What makes a manifest unsafe: credentials in plain text, and what pods may do to the machine that runs them."""
