const sources = 'https://github.com/cloudnative-pg/cloudnative-pg/blob/v1.30.0';

/** Where the operator's webhook for a kind decides. */
export function webhook(kind: 'cluster' | 'backup' | 'scheduledbackup' | 'pooler' | 'database', line: number): string {
  return source(`internal/webhook/v1/${kind}_webhook.go`, line);
}

/** A place in the operator's sources. */
export function source(path: string, line: number): string {
  return `${sources}/${path}#L${line}`;
}

/** A page of the operator's manual. */
export function manual(page: string): string {
  return `https://cloudnative-pg.io/docs/1.30/${page}`;
}
