/** Names of databases and schemas that the operator makes; it skips others. pkg/cluster/cluster.go#L47 */
export function isDatabaseName(name: string): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name);
}

/** The nearest one: an underscore for everything else. Empty: nothing would be left. */
export function repairedDatabaseName(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]+/g, '_').replace(/^(?=\d)/, '_');
}
