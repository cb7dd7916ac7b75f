import type { ManifestNode, OperatorVersion, Resource } from '../../../schemas/contract/index.ts';
import type { Claim, Packs, PartOfKind, SubjectClaim } from '../packs.ts';
import { groupOf } from '../apiGroups.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import type { ChartBeside } from './chartBeside.ts';
import { releasedValues, releaseKinds, valuesInFile } from './chartValues.ts';
import type { ChartValues } from './chartValues.ts';
import { isNamed } from './namedParts.ts';
import type { PartsIndex } from './namedParts.ts';

/** What a pack answers for: a resource, a part of one, or what a file is. */
export interface Subject {
  /** Of what is no resource, `kind` is the id of the subject, and `apiVersion` is empty. */
  readonly resource: Resource;
  readonly claim: Claim;
  /** Number of the resource in its document. */
  readonly number: number;
  /** The one that its nodes stand in: of a text with YAML its own. */
  readonly document: ManifestDocument;
  /** Of the operator, where the subject itself says it. */
  readonly version?: OperatorVersion;
}

/** What is known about a document besides its text. */
export interface Surroundings {
  /** Absent: only what the document itself shows counts. */
  readonly workspace?: PartsIndex;
  readonly chart?: ChartBeside | undefined;
  /** Of the file that it stands in. */
  readonly uri?: string;
}

/** Everything in a document that packs answer for: each resource, followed by its parts; of what is no resource, what the file is. */
export function subjectsOf(packs: Packs, document: ManifestDocument, around: Surroundings = {}): Subject[] {
  const file = around.uri === undefined ? undefined : packs.file(around.uri);
  if (file) return isEmpty(document) ? [] : [{ resource: wholeOf(document, file), claim: file, number: 0, document }];
  const subjects = document.resources.flatMap((resource, number) => {
    const claim = packs.claim(resource.identity);
    const own = claim ? [{ resource, claim, number, document }] : [];
    const parts = packs.partsOf(resource.identity).flatMap((part) => partsIn(resource, part, around.workspace));
    const values = isRelease(resource.identity) ? releasedValues(resource, document) : [];
    return [
      ...own,
      ...parts.map((part) => ({ ...part, number, document })),
      ...values.flatMap((each) => chartSubject(packs, each, number, resource)),
    ];
  });
  if (subjects.length > 0 || !isNoResource(document)) return subjects;
  const charts = Array.from(packs.charts, ({ chart }) => chart);
  return valuesInFile(document, charts, around.chart).flatMap((each) => chartSubject(packs, each, 0));
}

/** What a resource holds of one subject. */
export function partsIn(
  resource: Resource,
  { claim, part }: PartOfKind,
  workspace?: PartsIndex,
): Pick<Subject, 'resource' | 'claim'>[] {
  const roots = part.paths.map((path) => resource.root.at(...path)).filter(({ kind }) => kind === 'map');
  const holds = () =>
    part.shows(resource) || (workspace !== undefined && isNamed(resource.identity, workspace.named(part)));
  if (roots.length === 0 || !holds()) return [];
  return roots.map((root) => ({ resource: partOf(resource, claim.subject.id, root), claim }));
}

function partOf({ identity, partial }: Resource, id: string, root: ManifestNode): Resource {
  return { identity: { ...identity, apiVersion: '', kind: id }, root, partial };
}

/** Of values nothing has to be there: the chart has the rest. */
function chartSubject(packs: Packs, values: ChartValues, number: number, release?: Resource): Subject[] {
  const found = packs.chart(values.chart);
  if (!found) return [];
  const { root, document, namespace } = values;
  const { claim, chart } = found;
  const identity = { apiVersion: '', kind: claim.subject.id, name: release?.identity.name ?? '', namespace };
  const version = chart.versionOf(values.version, root);
  const resource = { identity, root, partial: true };
  return [{ resource, claim, number, document, ...(version === undefined ? {} : { version }) }];
}

/** A document that is no resource, but what its file is. */
export function wholeOf({ root }: ManifestDocument, { subject }: SubjectClaim): Resource {
  return { identity: { apiVersion: '', kind: subject.id, name: '', namespace: '' }, root, partial: false };
}

function isEmpty({ root }: ManifestDocument): boolean {
  return root.kind === 'missing' || root.value === null;
}

export function isRelease({ apiVersion, kind }: Resource['identity']): boolean {
  return releaseKinds.some((each) => each.kind === kind && each.group === groupOf(apiVersion));
}

/** A map that does not even begin to say what resource it is. */
function isNoResource({ root, template }: ManifestDocument): boolean {
  return !template && root.kind === 'map' && ['apiVersion', 'kind'].every((key) => root.at(key).kind === 'missing');
}
