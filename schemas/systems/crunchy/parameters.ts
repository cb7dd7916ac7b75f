import type { ManifestNode } from '../../contract/index.ts';
import { numberOf } from '../../vocabulary/read.ts';

/** Where parameters of Postgres stand: the operator's own place wins over Patroni's. */
export function parameterMaps(spec: ManifestNode): readonly ManifestNode[] {
  return [spec.at('config', 'parameters'), spec.at('patroni', 'dynamicConfiguration', 'postgresql', 'parameters')];
}

/** Of Postgres, such as `17`; `undefined`: not known. */
export function majorVersion(spec: ManifestNode): string | undefined {
  return numberOf(spec.at('postgresVersion'))?.toString();
}
