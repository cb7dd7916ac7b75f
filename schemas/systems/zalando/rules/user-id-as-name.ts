import type { Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { knownName } from '../../../vocabulary/podNames.ts';
import { say } from '../../../vocabulary/say.ts';

/** Kubernetes knows users of a container by their numbers only. */
export const userIdAsName: Rule = {
  id: 'zalando/user-id-as-name',
  severity: 'error',
  kinds: ['postgresql'],
  help: `Users and groups of a container are numbers to Kubernetes, and the API server refuses a name. In Spilo's images user \`postgres\` is
101 and its group 103; \`root\` is 0, with which the container starts if nothing is written. The three fields go together: with 101
and 103, \`spiloFSGroup: 103\` makes the volume readable.`,
  source:
    'https://github.com/zalando/postgres-operator/blob/v2.0.1/docs/reference/cluster_manifest.md#top-level-parameters',
  *check({ spec }) {
    for (const [field, ofPostgres] of fields) {
      const node = spec.at(field);
      const name = knownName(node);
      if (name === undefined || /^\d+$/.test(name)) continue;
      yield {
        node,
        message: say`\`${field}\` takes a number, and "${name}" is a name: in Spilo's images ${ofPostgres} is \`postgres\`, and 0 is \`root\`.`,
        fixes: [write(node, ofPostgres), ...(name === 'root' ? [write(node, 0)] : [])],
      };
    }
  },
};

const fields = [
  ['spiloRunAsUser', 101],
  ['spiloRunAsGroup', 103],
  ['spiloFSGroup', 103],
] as const;

function write(node: ManifestNode, value: number): Fix {
  return { title: say`Write ${value}`, edits: [{ do: 'set', node, value }], safe: false };
}
