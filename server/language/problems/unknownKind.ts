import type { Finding, ManifestNode, Resource, Said, Severity } from '../../../schemas/contract/index.ts';
import { listed, say } from '../../../schemas/vocabulary/say.ts';
import type { LanguageContext } from '../languageContext.ts';
import type { KnownKind, Packs } from '../packs.ts';
import { editDistance, fold } from '../../../schemas/vocabulary/nearest.ts';
import { apiVersionsOf, groupOf } from '../apiGroups.ts';
import type { Header } from '../apiGroups.ts';
import type { NamedFinding } from './checkResource.ts';

/** What is wrong with a header that no API server knows, and what may be meant. */
export interface Misnamed {
  readonly code: 'schema/unknown-kind' | 'schema/unknown-version' | 'schema/unknown-group';
  readonly severity: Severity;
  readonly at: 'apiVersion' | 'kind';
  readonly message: Said;
  readonly meant: readonly string[];
}

/**
 * Kinds and groups that are plainly misspelt, and versions that a kind does not have: the API server says "no matches
 * for kind". Not where a definition in the workspace makes the kind.
 */
export function unknownKindFindings(context: LanguageContext, resources: readonly Resource[]): NamedFinding[] {
  return resources.flatMap(({ identity, root }) => {
    const misnamed = misnamedHeader(context.packs, identity);
    if (!misnamed || context.definitions.defines(identity)) return [];
    const { code, severity, at, message, meant } = misnamed;
    const node = root.at(at);
    const isSafe = severity === 'error' && meant.length === 1;
    return [{ code, severity, node, message, fixes: meant.map((value) => changeTo(node, value, isSafe)) }];
  });
}

/** `undefined`: a kind that is known, or somebody else's. */
export function misnamedHeader(packs: Packs, header: Header): Misnamed | undefined {
  if (packs.isPassing(header)) return undefined;
  const claim = packs.claim(header);
  if (claim) return wrongVersion(claim.kind, header);
  if (header.apiVersion === '' || header.kind === '') return undefined;
  const group = spokenGroup(packs, header.apiVersion);
  if (group === undefined) return undefined;
  const known = packs.kindsOf(group);
  if (known.length === 0) return unknownGroup(packs, group, header);
  const own = known.find(({ kind }) => header.kind === kind);
  if (own) return group === header.apiVersion ? wrongVersion(own, header) : undefined;
  if (known.some(({ kind }) => header.kind === `${kind}List`)) return undefined;
  return ofOtherGroup(packs, group, header) ?? unknownKind(packs, group, known, header);
}

/** That of the apiVersion, also of one that says no version; `undefined`: not of Kubernetes at all, as `"2.0"`. */
function spokenGroup({ groups }: Packs, apiVersion: string): string | undefined {
  if (apiVersion.includes('/') || apiVersion === 'v1') return groupOf(apiVersion);
  return groups.includes(apiVersion) || /[a-z]\.[a-z]/.test(apiVersion) ? apiVersion : undefined;
}

function wrongVersion(known: KnownKind, { apiVersion, kind }: Header): Misnamed | undefined {
  const meant = apiVersionsOf(known);
  if (meant.includes(apiVersion)) return undefined;
  const message = say`The API server has no ${kind} in "${apiVersion}": write ${either(meant)}.`;
  return { code: 'schema/unknown-version', severity: 'error', at: 'apiVersion', message, meant };
}

/** `Deployment` of `v1`, `Job` of `apps/v1`: of all that Kubernetes has itself, only one group has it. */
function ofOtherGroup(packs: Packs, group: string, { apiVersion, kind }: Header): Misnamed | undefined {
  if (!packs.isWhole(group)) return undefined;
  const others = packs.groups.filter((each) => packs.isWhole(each)).flatMap((each) => packs.kindsOf(each));
  const [other, ...more] = others.filter((each) => each.kind === kind).flatMap(apiVersionsOf);
  if (other === undefined || more.length > 0) return undefined;
  const message = say`The API server has no ${kind} in "${apiVersion}": write "${other}".`;
  return { code: 'schema/unknown-version', severity: 'error', at: 'apiVersion', message, meant: [other] };
}

function unknownKind(packs: Packs, group: string, known: readonly KnownKind[], { kind }: Header): Misnamed | undefined {
  const kinds = known.map((each) => each.kind);
  const found = { code: 'schema/unknown-kind', at: 'kind' } as const;
  const said = group
    ? say`The API server has no kind "${kind}" in ${group}`
    : say`The API server has no kind "${kind}"`;
  const same = kinds.find((each) => each.toLowerCase() === kind.toLowerCase());
  if (same) return { ...found, severity: 'error', message: say`${said}: this one is spelt "${same}".`, meant: [same] };
  const near = nearKinds(kind, kinds);
  const isWhole = packs.isWhole(group);
  if (near.length > 0) {
    const severity = isWhole ? 'error' : 'warning';
    const message = isWhole
      ? say`${said}: write ${either(near)}.`
      : say`${either(near)} is probably meant: nothing is known of a kind "${kind}" in ${group}.`;
    return { ...found, severity, message, meant: near };
  }
  // `v1` is what other programs write into their files too.
  if (!isWhole || group === '') return undefined;
  // Kubernetes has new kinds now and then, also in groups that it has had for long.
  const grows = !group.includes('.') || group.endsWith('.k8s.io');
  const message = say`${said}: write ${either(kinds)}.`;
  return { ...found, severity: grows ? 'warning' : 'error', message, meant: kinds };
}

/** A group that is nearly one of ours, with a kind of that one. */
function unknownGroup(packs: Packs, group: string, { kind, apiVersion }: Header): Misnamed | undefined {
  const meant = packs.groups
    .filter((each) => each !== group && editDistance(fold(group), fold(each), farthest(each)) <= farthest(each))
    .flatMap((each) => packs.kindsOf(each).filter((known) => known.kind.toLowerCase() === kind.toLowerCase()))
    .map((known) => apiVersionsOf(known)[0])
    .filter((each) => each !== undefined);
  if (meant.length === 0) return undefined;
  const message = say`${either(meant)} is probably meant: nothing is known of "${apiVersion}", and ${kind} is a kind of that one.`;
  return { code: 'schema/unknown-group', severity: 'warning', at: 'apiVersion', message, meant };
}

/** Slips of a pen in a word of this length. */
function farthest(word: string): number {
  return word.length < 8 ? 1 : 2;
}

function nearKinds(kind: string, known: readonly string[]): string[] {
  const written = kind.toLowerCase();
  const distance = (each: string) => editDistance(written, each.toLowerCase(), 2);
  // Two of the shorter ones that differ in one letter may both be right.
  const near = known
    .filter((each) => each.length >= 6 || each.length !== kind.length)
    .filter((each) => distance(each) <= farthest(each) && Math.min(each.length, kind.length) > 3);
  const least = near.reduce((best, each) => Math.min(best, distance(each)), Infinity);
  return near.filter((each) => distance(each) === least);
}

/** `"a", "b" or "c"` */
function either(names: readonly string[]): Said {
  return listed(
    names.map((name) => `"${name}"`),
    'or',
  );
}

function changeTo(node: ManifestNode, value: string, safe: boolean): NonNullable<Finding['fixes']>[number] {
  return { title: say`Change to "${value}"`, edits: [{ do: 'set', node, value }], ...(safe ? {} : { safe: false }) };
}
