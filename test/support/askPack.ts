import type {
  Derived,
  Finding,
  LanguagePack,
  ManifestNode,
  NameUse,
  Resource,
  RuleContext,
} from '../../schemas/contract/index.ts';
import { workspaceOf } from './workspaceOf.ts';

/** What stands beside a resource. */
export interface Surroundings {
  readonly others: readonly Resource[];
  readonly previous?: Resource;
  readonly version?: string;
}

export interface PackAnswers {
  readonly findings: readonly (Finding & { readonly rule: string })[];
  readonly derived: readonly Derived[];
  readonly names: readonly NameUse[];
}

/** Asks a pack everything that the server and the client may ask about one resource, and reads each answer to its end. */
export function askPack(pack: LanguagePack, resource: Resource, around: Surroundings): PackAnswers {
  const { system } = pack;
  const workspace = workspaceOf(resource, ...around.others);
  const context: RuleContext = {
    ...{ resource, root: resource.root, spec: resource.root.at('spec'), workspace },
    ...{ version: around.version, previous: around.previous },
  };
  const rules = pack.rules.filter(
    ({ kinds, wholeOnly }) => kinds.includes(resource.identity.kind) && !(wholeOnly && resource.partial),
  );
  const names = [...(system.names?.(resource) ?? [])];
  const nodes = [...below(resource.root)];
  pack.detectVersion?.(resource);
  for (const node of nodes) pack.describe?.(node, context);
  for (const node of nodes) {
    const text = String(node.value);
    for (const offset of [0, text.length >> 1, text.length]) pack.completeText?.(node, { resource, text, offset });
  }
  for (const { role, type, name, namespace = '' } of names) {
    if (role === 'refers') pack.draft?.({ type, name, namespace, keys: ['', 'a'], by: resource });
  }
  askVocabulary(pack, context, nodes);
  system.recipe?.(resource);
  for (const configuration of around.others) system.recipe?.(resource, configuration);
  return {
    findings: rules.flatMap((rule) => [...rule.check(context)].map((finding) => ({ ...finding, rule: rule.id }))),
    derived: [...system.derive(resource)],
    names,
  };
}

function askVocabulary(pack: LanguagePack, context: RuleContext, nodes: readonly ManifestNode[]): void {
  const { resource, version } = context;
  const { suggest = {}, keys = {}, explain = {}, repair = {} } = pack.vocabulary ?? {};
  for (const node of nodes) {
    for (const answer of Object.values(suggest))
      Array.from(answer({ resource, node, version, workspace: context.workspace }));
    for (const answer of Object.values(explain)) answer(node, new Date('2026-01-15T12:00:00Z'));
    for (const answer of Object.values(repair)) answer(node.source ?? '', node);
    for (const dictionary of Object.values(keys)) dictionary.find(String(node.path.at(-1) ?? ''), resource);
  }
  for (const dictionary of Object.values(keys)) Array.from(dictionary.keys(resource));
}

/** A few of the nodes, the missing one as well: each is asked about by everything in the vocabulary. */
function* below(root: ManifestNode): Iterable<ManifestNode> {
  yield root.at('metadata', 'nothing', 'of', 'the', 'kind');
  const waiting = [root];
  for (let count = 0; count < 20; count++) {
    const node = waiting.shift();
    if (!node) return;
    yield node;
    waiting.push(...node.entries().map(([, child]) => child), ...node.items());
  }
}
