import type { ManifestNode, Rule } from '../../../contract/index.ts';
import { isWritten } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { manual } from '../sources.ts';

/** Read once. Names of Secrets and of the application are looked at later too. */
export const bootstrapChanged: Rule = {
  id: 'cloudnative-pg/bootstrap-changed',
  severity: 'information',
  kinds: ['Cluster'],
  help: `\`bootstrap\` is read when the cluster is made. A change is accepted, and nothing comes of it: no database is made, no
backup restored, no locale changed. Further databases are resources of kind \`Database\`; to restore make a new cluster.`,
  source: manual('bootstrap/#the-bootstrap-section'),
  *check({ spec, previous }) {
    const before = previous?.root.at('spec', 'bootstrap');
    const bootstrap = spec.at('bootstrap');
    if (!before || !isWritten(before) || !isWritten(bootstrap)) return;
    for (const [method, section] of bootstrap.entries()) {
      const old = before.at(method);
      if (!isWritten(old)) {
        yield { node: section, mark: 'key', message: notRead() };
        continue;
      }
      for (const [field, node] of section.entries()) {
        if (!looked.has(field) && !isSame(node, old.at(field))) yield { node, mark: 'key', message: notRead() };
      }
    }
  },
};

const notRead = () =>
  say`This changed since the last commit, and is read only when a cluster is made: for one that exists nothing comes of it.`;

/** Fields that the operator goes on reading. */
const looked: ReadonlySet<string> = new Set(['secret', 'database', 'owner']);

function isSame(node: ManifestNode, old: ManifestNode): boolean {
  return JSON.stringify(node.value) === JSON.stringify(old.value);
}
