/** Where an add-in is served from. Excel holds add-ins with different Ids apart, so each place has its own. */
export interface Environment {
  readonly id: string;
  /** Stands after the name where it is not the real thing. */
  readonly suffix: string;
}

export const environments = {
  local: { id: "72d64a3f-07a0-4747-8fb4-f01129d9885d", suffix: " (lokal)" },
  test: { id: "b6a2f0a7-2831-4cdc-8ea6-3460397fbd4f", suffix: " (test)" },
  prod: { id: "f676006b-ffb1-4de3-bf8d-8ee3a7bbe363", suffix: "" },
} as const satisfies Record<string, Environment>;

export type EnvironmentName = keyof typeof environments;

/** Where `manifest.xml` in the repository points. */
export const localOrigin = "https://localhost:3443";

export function isEnvironment(name: string): name is EnvironmentName {
  return Object.hasOwn(environments, name);
}
