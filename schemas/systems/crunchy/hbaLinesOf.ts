import type { ManifestNode } from '../../contract/index.ts';
import { textItems, textOf } from '../../vocabulary/read.ts';

/** Lines of pg_hba.conf that are written out: what Patroni is given, and the rules of `authentication` with a line of their own. */
export function hbaLinesOf(spec: ManifestNode): [text: string, node: ManifestNode][] {
  return [
    ...textItems(spec.at('patroni', 'dynamicConfiguration', 'postgresql', 'pg_hba')),
    ...spec
      .at('authentication', 'rules')
      .items()
      .map((rule): [string, ManifestNode] => [textOf(rule.at('hba')) ?? '', rule.at('hba')]),
  ];
}
