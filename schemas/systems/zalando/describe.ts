import type { ManifestNode, Markdown, RuleContext, Said } from '../../contract/index.ts';
import { isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { coded, codedRow, say } from '../../vocabulary/say.ts';
import { defaultNames, secretName } from './naming.ts';
import { findSpiloVariable } from './spiloVariables.ts';

/** What a value of a `postgresql` leads to and neither the field's help nor the derived names say. */
export function describe(node: ManifestNode, context: RuleContext): Said | Markdown | undefined {
  if (context.resource.identity.kind !== 'postgresql') return undefined;
  const [, section, ...rest] = node.path;
  const field = [section, ...rest.filter((part) => typeof part === 'string')].join('.');
  return Object.hasOwn(descriptions, field) ? descriptions[field]?.(node, context) : undefined;
}

type Description = (node: ManifestNode, context: RuleContext) => Said | Markdown | undefined;

const descriptions: Readonly<Record<string, Description>> = {
  numberOfInstances: (node, { resource }) => {
    const pods = namesOf(resource.identity.name, numberOf(node));
    return pods && say`Pods: ${pods}`;
  },
  'volume.size': (_, { spec, resource }) => {
    const { name } = resource.identity;
    const claims = name ? namesOf(`pgdata-${name}`, numberOf(spec.at('numberOfInstances'))) : undefined;
    return claims && say`Claims of this size: ${claims}`;
  },
  'env.name': (node) => findSpiloVariable(textOf(node) ?? '')?.help,
  sidecars: () => sidecarVariables,
  'sidecars.env': () => sidecarVariables,
  'clone.cluster': (node, { spec }) => {
    const source = textOf(node);
    if (!source || isWritten(spec.at('clone', 'timestamp'))) return undefined;
    const secret = secretName(defaultNames.replicationUser, source);
    return say`Copied live from Service \`${source}\` with Secret \`${secret}\`, both in the namespace of this cluster.`;
  },
  'connectionPooler.maxDBConnections': (node, { spec }) => {
    const total = numberOf(node);
    const instances = numberOf(spec.at('connectionPooler', 'numberOfInstances'));
    if (!total || !instances) return undefined;
    return say`Each of ${instances} poolers opens at most ${Math.floor(total / instances)} connections to a database.`;
  },
};

const variables = ['POD_NAME', 'POD_NAMESPACE', 'POSTGRES_USER', 'POSTGRES_PASSWORD'];
const sidecarVariables = say`The operator sets ${coded(variables)} in each sidecar and mounts the data at \`/home/postgres/pgdata\`.`;

/** `a-0`, `a-1` ... of a StatefulSet; only the ends of a long row. */
function namesOf(prefix: string, count: number | undefined): Said | undefined {
  if (!prefix || !count || !Number.isInteger(count) || count < 1) return undefined;
  const names = Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
  return codedRow(names, 3);
}
