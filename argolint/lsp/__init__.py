"""The language server on standard input and output: converts what `ide/` answers, and decides nothing itself."""
