"""What an editor asks about manifests, as pure functions: own types, places as offsets, no protocol."""
