/** The settings of the editor as flags of `argolint`. */

export interface Settings {
  readonly argoVersion: string;
  readonly kubernetesVersion: string;
  readonly profile: string;
  readonly references: string;
  readonly select: readonly string[];
  readonly extendSelect: readonly string[];
  readonly ignore: readonly string[];
}

const FLAGS: readonly (readonly [keyof Settings, string])[] = [
  ["argoVersion", "--argo-version"],
  ["kubernetesVersion", "--kubernetes-version"],
  ["profile", "--profile"],
  ["references", "--references"],
  ["select", "--select"],
  ["extendSelect", "--extend-select"],
  ["ignore", "--ignore"],
];

/** The flags of the language server: those that differ from what a configuration file says. */
export function serverFlags(settings: Settings): string[] {
  return FLAGS.flatMap(([name, flag]) => {
    const value = settings[name];
    const text = (typeof value === "string" ? [value] : value)
      .map((each) => each.trim())
      .filter(Boolean)
      .join(",");
    return text === "" ? [] : [`${flag}=${text}`];
  });
}

/** The flags of the commands that draw, compile and derive: they read one version, the first. */
export function versionFlags(settings: Settings): string[] {
  const version = settings.argoVersion.split(",")[0]?.trim();
  return version ? [`--argo-version=${version}`] : [];
}
