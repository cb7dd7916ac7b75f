import type { ManifestNode } from '../../contract/index.ts';
import { isHidden, isWritten } from '../../vocabulary/read.ts';

/** How a pooler looks passwords up in its own way, instead of the one that the operator sets up. */
export interface PoolerLogin {
  /** What looks a password up. */
  readonly query: ManifestNode;
  /** Name of the Secret of whoever runs it. */
  readonly secret: ManifestNode | undefined;
  /** The webhook refuses one without the other. */
  readonly isComplete: boolean;
}

/** @param pgBouncer `spec.pgbouncer`. */
export function poolerLoginOf(pgBouncer: ManifestNode): PoolerLogin {
  const query = pgBouncer.at('authQuery');
  const secret = ['authQuerySecret', 'serverTLSSecret'].map((field) => pgBouncer.at(field, 'name')).find(isGiven);
  return { query, secret, isComplete: isGiven(query) === (secret !== undefined) };
}

function isGiven(node: ManifestNode): boolean {
  return isHidden(node) || (isWritten(node) && node.value !== '');
}
