"""Programs that manifests carry as text, and what can be said of them without running them."""
