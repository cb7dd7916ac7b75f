import type { ManifestNode, Markdown, RuleContext } from '../../contract/index.ts';
import { code, joinMarkdown, markdown } from '../../vocabulary/markdown.ts';
import { isFilledInLater } from '../../vocabulary/nameUses.ts';
import { isTrue, numberOf, textOf } from '../../vocabulary/read.ts';
import { v1Certificates } from './certificates.ts';
import { v1Group } from './kinds.ts';
import { partsOf } from './parts.ts';
import type { Part } from './parts.ts';

/** What a value of a cluster of operator v1 leads to, and neither the field's help nor the derived names say. */
export function describeCluster(node: ManifestNode, context: RuleContext): Markdown | undefined {
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

function pods(name: string, replicas: number | undefined): Markdown | undefined {
  if (replicas === undefined || !Number.isInteger(replicas) || replicas < 1) return undefined;
  if (replicas > 4) return markdown`Pods: ${code(`${name}-0`)} to ${code(`${name}-${String(replicas - 1)}`)}`;
  const names = Array.from({ length: replicas }, (_, index) => code(`${name}-${String(index)}`));
  return markdown`Pods: ${joinMarkdown(names, ', ')}`;
}

function claims({ id, node }: Part, name: string): Markdown | undefined {
  const replicas = numberOf(node.at('replicas'));
  const volume = { pump: 'data', master: 'dm-master', worker: 'dm-worker' }[id] ?? id;
  if (replicas === undefined || !Number.isInteger(replicas) || replicas < 1) return undefined;
  if (!['pd', 'tikv', 'pump', 'master', 'worker'].includes(id)) return undefined;
  return replicas === 1
    ? markdown`Claim: ${code(`${volume}-${name}-0`)}`
    : markdown`Claims: ${code(`${volume}-${name}-0`)} to ${code(`${volume}-${name}-${String(replicas - 1)}`)}`;
}

function image({ node }: Part, version: ManifestNode): Markdown | undefined {
  const [base, tag] = [textOf(node.at('baseImage')), textOf(version)];
  return base && tag && !isFilledInLater(base) && !isFilledInLater(tag)
    ? markdown`Image: ${code(`${base}:${tag}`)}`
    : undefined;
}

/** Without them the pods do not start. */
function secretsFor({ resource }: RuleContext): Markdown | undefined {
  const names = v1Certificates(resource)
    .filter(({ use }) => use === 'components')
    .map(({ name }) => code(name));
  if (resource.identity.kind !== 'TidbCluster' || names.length === 0) return undefined;
  return markdown`Secrets that have to be there: ${joinMarkdown(names, ', ')}`;
}
