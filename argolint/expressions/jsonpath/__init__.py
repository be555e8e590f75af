"""The two JSONPath languages of Argo: of the function `jsonpath()` in expressions, and of `valueFrom.jsonPath`."""
