import type { Edit, Fix, ManifestNode, ManifestValue, Rule } from '../../../contract/index.ts';
import { findOtherWords } from '../../../vocabulary/otherWords.ts';
import { numberOf, textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { generationOf } from '../backupParts.ts';
import { firstWords, groupOfComponent } from '../firstWords.ts';
import { v2Group } from '../kinds.ts';
import { v2Manual } from '../sources.ts';

/** Fields of a TidbCluster, and of the level above or below. */
export const wordOfFirstOperator: Rule = {
  id: 'tidb/word-of-first-operator',
  severity: 'error',
  kinds: Object.keys(firstWords),
  help: `The field is one of the first operator's, or stands one level too high, and the API server refuses it here. With the second operator each
component is a resource of its own, a \`PDGroup\`, a \`TiKVGroup\` and so on, whose version, settings and volumes stand in \`template.spec\`; what Kubernetes alone knows
stands in \`overlay\`. Clusters of the first operator are not converted: data move by backup and restore.`,
  source: v2Manual('v2-vs-v1/'),
  *check({ resource, spec }) {
    if (generationOf(resource) !== 'v2') return;
    const words = firstWords[resource.identity.kind] ?? {};
    for (const finding of findOtherWords(spec, words)) {
      const component = words[finding.node.path.slice(1).join('.')]?.group;
      yield component === undefined
        ? finding
        : { ...finding, fixes: groupOf(resource.identity, finding.node, component) };
    }
  },
};

/** A group with what both operators know of a component; the rest is for a person. */
function groupOf(
  { name, namespace }: { readonly name: string; readonly namespace: string },
  node: ManifestNode,
  component: string,
): readonly Fix[] {
  const group = groupOfComponent[component];
  if (group === undefined || node.kind !== 'map' || name === '') return [];
  const storage = textOf(node.at('requests', 'storage'));
  const config = textOf(node.at('config'));
  const volumes: readonly ManifestValue[] =
    group.storage === undefined
      ? []
      : [{ name: 'data', mounts: [{ type: 'data' }], storage: storage ?? group.storage }];
  const value = {
    apiVersion: `${v2Group}/v1alpha1`,
    kind: group.kind,
    metadata: { name: `${name}-${component}`, ...(namespace === '' ? {} : { namespace }) },
    spec: {
      cluster: { name },
      replicas: numberOf(node.at('replicas')) ?? group.replicas,
      template: {
        spec: {
          version: textOf(node.at('version')) ?? textOf(node.parent?.at('version') ?? node) ?? group.version,
          ...(config === undefined ? {} : { config }),
          ...(volumes.length === 0 ? {} : { volumes }),
        },
      },
    },
  };
  const comment = say`Look through it: resources, scheduling and settings may be missing.`;
  const edits: readonly Edit[] = [
    { do: 'document', value, comment },
    { do: 'remove', node },
  ];
  return [{ title: say`Write a ${group.kind} instead`, edits, safe: false }];
}
