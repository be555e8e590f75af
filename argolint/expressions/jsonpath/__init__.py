"""The two JSONPath languages of Argo: that of the function `jsonpath()`, and that of `valueFrom.jsonPath`."""
