/** Variables that belong to the operator, in any case of letters. pkg/postgres/environment.go (IsReservedEnvironmentVariable) */
export function isReservedVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return /^(?:CNPG_|PG)/.test(upper) || ['POD_NAME', 'NAMESPACE', 'CLUSTER_NAME'].includes(upper);
}
