import type { ManifestNode } from '../../../schemas/contract/index.ts';
import type { LanguageContext } from '../languageContext.ts';
import { chartIn, valuesFolder } from '../subjects/chartBeside.ts';
import type { ChartBeside } from '../subjects/chartBeside.ts';
import { releasedValues, releaseKinds } from '../subjects/chartValues.ts';
import { isRelease } from '../subjects/subjectsOf.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { ManifestDocument } from '../yaml/index.ts';
import type { ChartSchema } from './chartSchemas.ts';

/** Values that are given to a chart which brings a schema for them. */
export interface SchemedValues {
  readonly schema: ChartSchema;
  /** For people: as the chart calls itself. */
  readonly chart: string;
  /** May be no map, while it is being written. */
  readonly root: ManifestNode;
  /** The one that the values stand in: that of a text in a resource is its own. */
  readonly document: ManifestDocument;
}

/** Charts in charts. */
const deepest = 5;

/** Whether a document may hold such values: others are not parsed to know. */
export function mayHaveSchema({ charts }: LanguageContext, { header, uri }: ManifestSlot): boolean {
  if (releaseKinds.some(({ kind }) => kind === header.kind)) return charts.folders().length > 0;
  const folder = header.kind === '' && header.apiVersion === '' ? valuesFolder(uri) : undefined;
  return folder !== undefined && charts.folders().some((each) => each === folder || each.startsWith(`${folder}/`));
}

/** The values in a document with their schemas; those of a chart come before those of the charts in it. */
export function schemedValues(context: LanguageContext, slot: ManifestSlot): readonly SchemedValues[] {
  if (!mayHaveSchema(context, slot)) return none;
  return slot.memo(schemedKey, () => (slot.document.template ? none : find(context, slot, slot.document)));
}

/** The same of the document without its broken lines. */
export function soundValues(context: LanguageContext, slot: ManifestSlot): readonly SchemedValues[] {
  if (!mayHaveSchema(context, slot) || slot.sound.document === slot.document) return schemedValues(context, slot);
  return slot.memo(soundKey, () => find(context, slot, slot.sound.document));
}

const schemedKey = Symbol('values with a schema');
const soundKey = Symbol('values with a schema, without broken lines');
const none: readonly SchemedValues[] = [];

function find(context: LanguageContext, { header, uri }: ManifestSlot, document: ManifestDocument): SchemedValues[] {
  if (header.kind === '') return valuesBelow(context, valuesFolder(uri) ?? '', document.root, document, 0);
  return document.resources
    .filter(({ identity }) => isRelease(identity))
    .flatMap((resource) => releasedValues(resource, document))
    .flatMap(({ chart, version, root, document: own }) => {
      const folder = folderOf(context, chart, version);
      return folder === undefined ? [] : valuesBelow(context, folder, root, own, 0);
    });
}

function valuesBelow(
  context: LanguageContext,
  folder: string,
  root: ManifestNode,
  document: ManifestDocument,
  depth: number,
): SchemedValues[] {
  const schema = context.charts.of(folder);
  const chart = chartIn(context.workspace, folder);
  const name = chart?.name || (folder.split('/').at(-1) ?? '');
  const own = schema ? [{ schema, chart: name, root, document }] : [];
  if (depth === deepest || root.kind === 'list') return own;
  const inner = chartsIn(context, folder, chart).filter(({ condition }) => !isOff(root, condition));
  return [
    ...own,
    ...inner.flatMap((each) => valuesBelow(context, each.folder, root.at(each.key), document, depth + 1)),
  ];
}

interface InnerChart {
  readonly folder: string;
  readonly key: string;
  readonly condition: string | undefined;
}

/** Charts that are unpacked in `charts/`, or stand beside and are named as files. */
function chartsIn({ charts }: LanguageContext, folder: string, chart: ChartBeside | undefined): InnerChart[] {
  const below = `${folder}/charts/`;
  const unpacked = new Set(
    charts.folders().flatMap((each) => (each.startsWith(below) ? (each.slice(below.length).split('/')[0] ?? []) : [])),
  );
  const named = chart?.dependencies ?? [];
  const known = new Set(named.map(({ name }) => name));
  return [
    ...named.flatMap(({ name, key, repository, condition }) => {
      const place = unpacked.has(name) ? below + name : fileFolder(folder, repository);
      return place === undefined ? [] : [{ folder: place, key, condition }];
    }),
    ...[...unpacked]
      .filter((name) => !known.has(name))
      .map((name) => ({ folder: below + name, key: name, condition: undefined })),
  ];
}

/** Of `file://../other`; `undefined`: it is elsewhere. */
function fileFolder(folder: string, repository: string | undefined): string | undefined {
  if (!repository?.startsWith('file://.')) return undefined;
  const steps = folder.split('/');
  for (const step of repository.slice('file://'.length).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(encodeURIComponent(step));
  }
  return steps.join('/');
}

/** A chart that is not installed does not look at its values. */
function isOff(root: ManifestNode, condition: string | undefined): boolean {
  const found = (condition ?? '').split(',').map((path) => root.at(...path.trim().split('.')).value);
  return found.find((value) => typeof value === 'boolean') === false;
}

/** The one chart of the workspace that is meant: by its path in a repository, or by its name, if the version may be this. */
function folderOf(
  { charts, workspace }: LanguageContext,
  chart: string,
  version: string | undefined,
): string | undefined {
  const path = chart.replace(/^\.\//, '').replace(/\/$/, '');
  const isPath = chart.includes('/');
  const found = charts.folders().filter((folder) => {
    if (isPath) return folder.endsWith(`/${path}`);
    const known = chartIn(workspace, folder);
    return known?.name === chart && (version === undefined || known.chartVersion === version);
  });
  return found.length === 1 ? found[0] : undefined;
}
