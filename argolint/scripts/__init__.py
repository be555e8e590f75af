"""Programs that manifests carry as text: what language they are in, and what can be said of them without running them."""
