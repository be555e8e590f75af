"""Who may do what on the cluster: the rights that templates need, and those that a workspace gives."""
