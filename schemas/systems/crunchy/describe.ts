import type { ManifestNode, RuleContext, Said } from '../../contract/index.ts';
import { isWritten, numberOf, textOf } from '../../vocabulary/read.ts';
import { say } from '../../vocabulary/say.ts';
import { userSecretName } from './naming.ts';
import { setName } from './parts.ts';

/** What a value of a PostgresCluster leads to and neither the field's help nor the derived names say. */
export function describe(node: ManifestNode, context: RuleContext): Said | undefined {
  if (context.resource.identity.kind !== 'PostgresCluster') return undefined;
  const field = node.path.filter((part) => typeof part === 'string').join('.');
  return Object.hasOwn(descriptions, field) ? descriptions[field]?.(node, context) : undefined;
}

type Description = (node: ManifestNode, context: RuleContext) => Said | undefined;

const descriptions: Readonly<Record<string, Description>> = {
  'spec.instances': (_, { spec }) => {
    const sizes = spec.at('instances').items().map(sizeOf);
    if (sizes.length === 0 || !sizes.every((size) => Number.isInteger(size) && size > 0)) return undefined;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    return total === 1
      ? say`One instance: nothing takes over when it fails.`
      : say`${total} instances: one primary and ${total - 1} to take over.`;
  },
  'spec.instances.name': (node, { resource }) => {
    const index = node.path.find((part) => typeof part === 'number');
    const set = typeof index === 'number' && node.parent ? setName(node.parent, index) : undefined;
    const { name } = resource.identity;
    return set && name ? say`Pods: \`${name}-${set}-xxxx-0\`, with four characters at random.` : undefined;
  },
  'spec.service.type': (_, { resource }) => serviceAt(resource.identity.name, '-ha'),
  'spec.replicaService.type': (_, { resource }) => serviceAt(resource.identity.name, '-replicas'),
  'spec.proxy.pgBouncer.service.type': (_, { resource }) => serviceAt(resource.identity.name, '-pgbouncer'),
  'spec.postgresVersion': (node) => {
    const version = numberOf(node);
    return version === undefined ? undefined : say`Data: \`/pgdata/pg${version}\` in the pods.`;
  },
  'spec.users.password.type': (node, { resource }) => {
    const user = node.parent?.parent ? textOf(node.parent.parent.at('name')) : undefined;
    const { name } = resource.identity;
    if (!user || !name) return undefined;
    return say`For a new password empty \`password\` and \`verifier\` in Secret \`${userSecretName(name, user)}\`.`;
  },
  'spec.backups.pgbackrest.repos.name': (node, { spec }) => {
    const name = textOf(node);
    if (!name) return undefined;
    const path = spec.at('backups', 'pgbackrest', 'global', `${name}-path`);
    const written = isWritten(path) ? textOf(path) : `/pgbackrest/${name}`;
    return written === undefined ? undefined : say`Path: \`${written}\`.`;
  },
};

/** Pods of a set; NaN where it is not known. */
function sizeOf(set: ManifestNode): number {
  const replicas = set.at('replicas');
  return isWritten(replicas) ? (numberOf(replicas) ?? NaN) : 1;
}

function serviceAt(cluster: string, suffix: string): Said | undefined {
  return cluster === '' ? undefined : say`Service \`${cluster}${suffix}\`.`;
}
