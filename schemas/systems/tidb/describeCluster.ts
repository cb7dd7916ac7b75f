import type { ManifestNode, RuleContext, Said } from '../../contract/index.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { coded, codedRow, say } from '../../vocabulary/say.ts';
import { v1Certificates } from './certificates.ts';
import { v1Group } from './kinds.ts';
import { partsOf } from './parts.ts';
import type { Part } from './parts.ts';

/** What a value of a cluster of operator v1 leads to, and neither the field's help nor the derived names say. */
export function describeCluster(node: ManifestNode, context: RuleContext): Said | undefined {
  const { identity } = context.resource;
  const isOurs =
    identity.apiVersion.split('/', 1)[0] === v1Group && ['TidbCluster', 'DMCluster'].includes(identity.kind);
  if (!isOurs || identity.name === '' || isFilledInLater(identity.name)) return undefined;
  const path = node.path.filter((step) => typeof step === 'string');
  if (path.join('.') === 'spec.tlsCluster.enabled' && isTrue(node)) return secretsFor(context);
  const part = partsOf(context.resource).find((each) => isBelow(node, each));
  const field = part && node.path.slice(part.node.path.length).join('.');
  const name = part && setName(part, context);
  if (part === undefined || name === undefined) return undefined;
  switch (field) {
    case 'replicas':
      return pods(name, numberOf(node));
    case 'requests.storage':
    case 'storageSize':
      return claims(part, name);
    case 'version':
      return image(part, node);
    default:
      return undefined;
  }
}

function isBelow(node: ManifestNode, { node: { path } }: Part): boolean {
  return path.every((step, index) => node.path[index] === step);
}

/** Of the StatefulSet; microservices of PD and the discovery service have other names. */
function setName({ id }: Part, { resource: { identity } }: RuleContext): string | undefined {
  if (id === 'pdms' || id === 'discovery') return undefined;
  return `${identity.name}-${identity.kind === 'DMCluster' ? `dm-${id}` : id}`;
}

function pods(name: string, replicas: number | undefined): Said | undefined {
  if (replicas === undefined || !Number.isInteger(replicas) || replicas < 1) return undefined;
  const names = Array.from({ length: replicas }, (_, index) => `${name}-${String(index)}`);
  return say`Pods: ${codedRow(names, 4)}`;
}

function claims({ id, node }: Part, name: string): Said | undefined {
  const replicas = numberOf(node.at('replicas'));
  const volume = { pump: 'data', master: 'dm-master', worker: 'dm-worker' }[id] ?? id;
  if (replicas === undefined || !Number.isInteger(replicas) || replicas < 1) return undefined;
  if (!['pd', 'tikv', 'pump', 'master', 'worker'].includes(id)) return undefined;
  return replicas === 1
    ? say`Claim: ${coded([`${volume}-${name}-0`])}`
    : say`Claims: ${codedRow([`${volume}-${name}-0`, `${volume}-${name}-${String(replicas - 1)}`], 1)}`;
}

function image({ node }: Part, version: ManifestNode): Said | undefined {
  const [base, tag] = [textOf(node.at('baseImage')), textOf(version)];
  return base && tag && !isFilledInLater(base) && !isFilledInLater(tag)
    ? say`Image: ${coded([`${base}:${tag}`])}`
    : undefined;
}

/** Without them the pods do not start. */
function secretsFor({ resource }: RuleContext): Said | undefined {
  const names = v1Certificates(resource)
    .filter(({ use }) => use === 'components')
    .map(({ name }) => name);
  if (resource.identity.kind !== 'TidbCluster' || names.length === 0) return undefined;
  return say`Secrets that have to be there: ${coded(names)}`;
}
