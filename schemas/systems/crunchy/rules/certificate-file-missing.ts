import type { Finding, ManifestNode, Rule, RuleContext } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';

/** Three files, by their names. */
export const certificateFileMissing: Rule = {
  id: 'crunchy/certificate-file-missing',
  severity: 'warning',
  kinds: ['PostgresCluster'],
  help: `A certificate consists of \`tls.crt\`, \`tls.key\` and \`ca.crt\`, and the servers look for files of these names. Either the
Secret has keys of these names, or \`items\` maps all three. Without one of the files the pods do not start, or nobody can verify
them.`,
  source:
    'https://access.crunchydata.com/documentation/postgres-operator/latest/tutorials/day-two/customize-cluster#customize-tls',
  wholeOnly: true,
  *check(context): Iterable<Finding> {
    const { spec } = context;
    for (const node of [
      spec.at('customTLSSecret'),
      spec.at('customReplicationTLSSecret'),
      spec.at('proxy', 'pgBouncer', 'customTLSSecret'),
    ]) {
      if (node.kind === 'map') yield* check(node, context);
    }
  },
};

const files = ['tls.crt', 'tls.key', 'ca.crt'];

function* check(node: ManifestNode, { workspace, resource }: RuleContext): Iterable<Finding> {
  const name = node.at('name');
  const items = node.at('items');
  if (items.kind === 'list' && items.items().length > 0) {
    const paths = items.items().map((item) => textOf(item.at('path')));
    const missing = files.filter((file) => !paths.includes(file));
    if (missing.length === 0 || paths.includes(undefined)) return;
    const edits = missing.map((file) => ({ do: 'append' as const, node: items, value: { key: file, path: file } }));
    yield {
      node: items,
      mark: 'key',
      message: say`The servers also look for ${listed(missing, 'and')}: map a key of the Secret to each.`,
      fixes: [{ title: say`Map ${listed(missing, 'and')}`, edits, safe: false }],
    };
    return;
  }
  const secret = textOf(name) ?? '';
  const keys = secret === '' ? undefined : workspace.keys('Secret', secret, resource.identity.namespace);
  const missing = files.filter((file) => keys?.includes(file) === false);
  if (keys === undefined || missing.length === 0) return;
  yield {
    node: name,
    message: say`Secret "${secret}" has no key ${listed(missing, 'and')}, which the servers need: add it, or map one in \`items\`.`,
  };
}
