import type { SystemKind } from '../../../schemas/contract/index.ts';
import { authoredMarkdown } from '../../../schemas/vocabulary/markdown.ts';
import type { LanguageContext } from '../languageContext.ts';
import { apiVersionsOf, groupOf } from '../apiGroups.ts';
import type { Header } from '../apiGroups.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { Cursor } from '../yaml/index.ts';
import type { Proposal } from './proposal.ts';

/** Ready manifests for an empty document: for each kind the plainest first, the kinds as people need them. */
export function wholeManifests(context: LanguageContext): Proposal[] {
  const rank = rankOfKinds(context);
  const seen = new Map<string, number>();
  const plainestFirst = [...context.snippets()].sort((a, b) => a.text.length - b.text.length);
  return plainestFirst.map(({ title, apiVersion, kind, text }) => {
    const number = seen.get(`${apiVersion} ${kind}`) ?? 0;
    seen.set(`${apiVersion} ${kind}`, number + 1);
    return {
      label: `${kind}: ${title}`,
      kind: 'snippet',
      detail: apiVersion,
      documentation: authoredMarkdown(`\`\`\`yaml\n${text.replaceAll(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1')}\`\`\``),
      sortText: `${number === 0 ? '0' : '1'}${rank(apiVersion, kind)}${String(number)}`,
      filterText: `${kind} ${title} ${apiVersion}`,
      snippet: true,
      retrigger: false,
      text,
    };
  });
}

/** `apiVersion` and `kind` for a document that does not say yet what it is. */
export function headerKeys(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): Proposal[] {
  const missing = ['apiVersion', 'kind'].filter(
    (key) => !cursor.siblings.has(key) && (key === 'kind' ? !slot.header.kind : !slot.header.apiVersion),
  );
  const rank = rankOfKinds(context);
  const pairs =
    missing.length < 2
      ? []
      : kinds(context).map(({ apiVersion, kind, title }) => ({
          label: `${apiVersion} ${kind}`,
          kind: 'reference' as const,
          detail: title,
          // Behind the manifest that a kind begins with, before the others.
          sortText: `0${rank(apiVersion, kind)}9`,
          // What is typed is mostly the kind; whoever begins with the key means its value.
          filterText: `${kind} apiVersion ${apiVersion}`,
          snippet: true,
          retrigger: false,
          text: `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: $1\n`,
        }));
  const keys = missing.map((label) => headerKey(context, slot, cursor, label));
  return [...pairs, ...keys];
}

/** Where only one value goes with what is written, it is written as well. */
function headerKey(context: LanguageContext, slot: ManifestSlot, cursor: Cursor, label: string): Proposal {
  const { apiVersion, kind } = slot.header;
  const fitting = apiVersion || kind ? fittingHeaders(context, slot, label === 'kind') : [];
  const [only] = fitting.length === 1 ? fitting : [];
  return {
    label,
    kind: 'key',
    sortText: `2${label}`,
    snippet: false,
    retrigger: only === undefined,
    text: cursor.colonFollows ? label : `${label}: ${only?.[0] ?? ''}`,
  };
}

/** Values of `apiVersion` that go with the kind that is written, and the other way round. */
export function headerValues(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): Proposal[] {
  const wantsKind = cursor.path[0] === 'kind';
  const fitting = fittingHeaders(context, slot, wantsKind);
  return fitting.map(([label, { title, apiVersion, kind }]) => ({
    label,
    kind: 'value',
    detail: title,
    sortText: `0${rankOfKinds(context)(apiVersion, kind)}${label}`,
    snippet: false,
    retrigger: false,
    text: label,
  }));
}

/** By value; all that are known if nothing goes with what is written. */
function fittingHeaders(
  context: LanguageContext,
  { header }: ManifestSlot,
  wantsKind: boolean,
): [string, OfferedHeader][] {
  const { apiVersion, kind } = header;
  const group = groupOf(apiVersion);
  const all = kinds(context);
  const fitting = all.filter((each) => (wantsKind ? groupOf(each.apiVersion) === group : each.kind === kind));
  const chosen = (wantsKind ? apiVersion : kind) && fitting.length > 0 ? fitting : all;
  return [...new Map(chosen.map((each) => [wantsKind ? each.kind : each.apiVersion, each])).entries()];
}

interface OfferedHeader extends Header {
  readonly title: string;
}

/**
 * What a person most likely begins: systems that the workspace has already, then kinds with databases behind them, then those that
 * every cluster has, each in the order of its pack.
 */
function rankOfKinds(context: LanguageContext): (apiVersion: string, kind: string) => string {
  const ranks = new Map<string, string>();
  const { workspace, packs } = context;
  for (const [index, { system }] of packs.all.entries()) {
    const others = system.recipe !== undefined && isUsed(system.kinds) ? '0' : '1';
    for (const [at, { group, kind, runs, versions }] of system.kinds.entries()) {
      const need = runs ? '0' : system.recipe === undefined ? '1' : '2';
      const key = `${others}${need}${String(at).padStart(2, '0')}${String(index).padStart(2, '0')}`;
      for (const [newer, version] of versions.entries())
        ranks.set(`${group === '' ? version : `${group}/${version}`} ${kind}`, `${key}${String(newer)}`);
    }
  }
  return (apiVersion, kind) => ranks.get(`${apiVersion} ${kind}`) ?? '9';

  function isUsed(all: readonly SystemKind[]): boolean {
    return all.some(({ group, kind }) =>
      workspace.slotsOf(kind).some(({ header }) => header.kind === kind && groupOf(header.apiVersion) === group),
    );
  }
}

/** More kinds of definitions than a person reads. */
const mostDefined = 500;

/**
 * Those that packs answer for, without those of which one knows the name only (a person writes something else in their place), and
 * those that definitions make.
 */
function kinds({ packs, definitions }: LanguageContext): OfferedHeader[] {
  const ours = packs.all.flatMap(({ system }) =>
    system.kinds.filter(({ namesOnly }) => !namesOnly).map((kind) => ({ ...kind, title: system.title })),
  );
  const known = new Set(ours.map(({ group, kind }) => `${group} ${kind}`));
  const defined = definitions
    .heads()
    .filter(({ group, kind }) => !known.has(`${group} ${kind}`))
    .slice(0, mostDefined)
    .map((head) => ({ ...head, title: head.group }));
  return [...ours, ...defined].flatMap((known) =>
    apiVersionsOf(known).map((apiVersion) => ({
      apiVersion,
      kind: known.kind,
      title: known.title,
    })),
  );
}
