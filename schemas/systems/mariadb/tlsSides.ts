/** Certificates of which a section `tls` speaks: fields begin with these words. */
export function tlsSides(kind: string): readonly string[] {
  return kind === 'MaxScale' ? ['admin', 'listener', 'server'] : ['server', 'client'];
}
