/** What a variable is called today. */
export interface NewName {
  readonly name: string;
  /** Values mean what they meant. */
  readonly takesSame: boolean;
}

/**
 * Variables that an image has given up, by their old names. `undefined`: nothing is known of the image, or its tag may be one that
 * still reads them.
 */
export function renamedVariables(image: string): ReadonlyMap<string, NewName> | undefined {
  const tag = /^(?:quay\.io|docker\.io|index\.docker\.io)\/keycloak\/keycloak(?::([^@/]+))?(?:@.*)?$/.exec(image);
  if (tag === null) return undefined;
  const version = tag[1] ?? 'latest';
  const major = /^(\d+)(?:\.\d+)*(?:-\d+)?$/.exec(version)?.[1];
  if (major === undefined ? version !== 'latest' && version !== 'nightly' : Number(major) < 17) return undefined;
  // https://www.keycloak.org/docs/26.0.0/upgrading/#admin-bootstrapping-and-recovery
  return major !== undefined && Number(major) < 26 ? keycloak17 : keycloak26;
}

function named(names: Readonly<Record<string, string>>, others: Readonly<Record<string, string>> = {}) {
  return new Map<string, NewName>([
    ...Object.entries(names).map(([old, name]) => [old, { name, takesSame: true }] as const),
    ...Object.entries(others).map(([old, name]) => [old, { name, takesSame: false }] as const),
  ]);
}

/** From the application server to Quarkus. */
const database = {
  DB_VENDOR: 'KC_DB',
  DB_ADDR: 'KC_DB_URL_HOST',
  DB_PORT: 'KC_DB_URL_PORT',
  DB_DATABASE: 'KC_DB_URL_DATABASE',
  DB_SCHEMA: 'KC_DB_SCHEMA',
  DB_USER: 'KC_DB_USERNAME',
  DB_PASSWORD: 'KC_DB_PASSWORD',
};
const proxy = { PROXY_ADDRESS_FORWARDING: 'KC_PROXY_HEADERS', JDBC_PARAMS: 'KC_DB_URL_PROPERTIES' };
const keycloak17 = named(
  { ...database, KEYCLOAK_USER: 'KEYCLOAK_ADMIN', KEYCLOAK_PASSWORD: 'KEYCLOAK_ADMIN_PASSWORD' },
  proxy,
);
const keycloak26 = named(
  {
    ...database,
    KEYCLOAK_USER: 'KC_BOOTSTRAP_ADMIN_USERNAME',
    KEYCLOAK_PASSWORD: 'KC_BOOTSTRAP_ADMIN_PASSWORD',
  },
  proxy,
);
