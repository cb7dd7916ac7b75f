import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** A name alone where a map with `name` is wanted. */
export const referenceAsText: Rule = {
  id: 'cloudnative-pg/reference-as-text',
  severity: 'error',
  kinds: ['Cluster', 'Pooler', 'Backup', 'ScheduledBackup', 'Database', 'DatabaseRole', 'Publication', 'Subscription'],
  help: `A reference to a cluster or a Secret is a map with \`name\`, also when there is nothing else to say. The API server refuses
the bare name. Only the fields of \`certificates\` are names as they stand.`,
  source: manual('cloudnative-pg.v1/'),
  *check({ resource, spec }) {
    for (const node of references(resource.identity.kind, spec)) {
      const name = textOf(node);
      if (!name || /^[{[]/.test(name)) continue;
      yield {
        node,
        message: say`A bare name is refused here: write it as \`name\` below the key.`,
        fixes: [{ title: say`Write \`name: ${name}\``, edits: [{ do: 'set', node, value: { name } }] }],
      };
    }
  },
};

function* references(kind: string, spec: ManifestNode): Iterable<ManifestNode> {
  if (kind !== 'Cluster') yield spec.at('cluster');
  if (kind === 'DatabaseRole') yield spec.at('passwordSecret');
  if (kind === 'Pooler') {
    const fields = ['authQuerySecret', 'serverTLSSecret', 'serverCASecret', 'clientTLSSecret', 'clientCASecret'];
    yield* fields.map((field) => spec.at('pgbouncer', field));
  }
  if (kind !== 'Cluster') return;
  yield spec.at('superuserSecret');
  yield* ['initdb', 'recovery', 'pg_basebackup'].map((method) => spec.at('bootstrap', method, 'secret'));
  yield spec.at('bootstrap', 'recovery', 'backup');
  yield* spec.at('imagePullSecrets').items();
  yield* spec
    .at('managed', 'roles')
    .items()
    .map((role) => role.at('passwordSecret'));
  yield* spec
    .at('tablespaces')
    .items()
    .map((tablespace) => tablespace.at('owner'));
}
