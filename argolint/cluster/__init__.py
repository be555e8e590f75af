"""Plans meet a cluster here: what they would change, and the changes made, over the Kubernetes API alone."""
