// The chosen Python is the one that ARGOLINT_PYTHON names.
exports.activate = () => ({
  environments: {
    getActiveEnvironmentPath: () => ({ path: process.env.ARGOLINT_PYTHON }),
    onDidChangeActiveEnvironmentPath: () => ({ dispose() {} }),
  },
});
