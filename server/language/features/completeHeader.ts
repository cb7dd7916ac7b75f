import { authoredMarkdown } from '../../../schemas/vocabulary/markdown.ts';
import type { ManifestSnippet } from '../answers.ts';
import type { LanguageContext } from '../languageContext.ts';
import { apiVersionsOf, groupOf } from '../workspace/workspace.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { Cursor } from '../yaml/index.ts';
import type { Proposal } from './proposal.ts';

/** Ready manifests for an empty document. */
export function wholeManifests(snippets: readonly ManifestSnippet[]): Proposal[] {
  return snippets.map(({ title, apiVersion, kind, text }, index) => ({
    label: `${kind}: ${title}`,
    kind: 'snippet',
    detail: apiVersion,
    documentation: authoredMarkdown(`\`\`\`yaml\n${text.replaceAll(/\$\{\d+:([^}]*)\}|\$\d+/g, '$1')}\`\`\``),
    sortText: `0${String(index).padStart(3, '0')}`,
    filterText: `${kind} ${title} ${apiVersion}`,
    snippet: true,
    retrigger: false,
    text,
  }));
}

/** `apiVersion` and `kind` for a document that does not say yet what it is. */
export function headerKeys(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): Proposal[] {
  const missing = ['apiVersion', 'kind'].filter(
    (key) => !cursor.siblings.has(key) && (key === 'kind' ? !slot.header.kind : !slot.header.apiVersion),
  );
  const pairs =
    missing.length < 2
      ? []
      : kinds(context).map(({ apiVersion, kind, title }) => ({
          label: `${apiVersion} ${kind}`,
          kind: 'reference' as const,
          detail: title,
          sortText: `1${kind}`,
          filterText: `apiVersion ${apiVersion} ${kind}`,
          snippet: true,
          retrigger: false,
          text: `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: $1\n`,
        }));
  const keys = missing.map((label) => ({
    label,
    kind: 'key' as const,
    sortText: `2${label}`,
    snippet: false,
    retrigger: true,
    text: cursor.colonFollows ? label : `${label}: `,
  }));
  return [...pairs, ...keys];
}

/** Values of `apiVersion` that go with the kind that is written, and the other way round. */
export function headerValues(context: LanguageContext, slot: ManifestSlot, cursor: Cursor): Proposal[] {
  const wantsKind = cursor.path[0] === 'kind';
  const { apiVersion, kind } = slot.header;
  const other = wantsKind ? apiVersion : kind;
  const group = groupOf(apiVersion);
  const fitting = kinds(context).filter((each) =>
    wantsKind ? groupOf(each.apiVersion) === group : each.kind === kind,
  );
  const chosen = other && fitting.length > 0 ? fitting : kinds(context);
  const details = new Map(chosen.map((each) => (wantsKind ? [each.kind, each.title] : [each.apiVersion, each.title])));
  return [...details].map(([label, detail]) => ({
    label,
    kind: 'value',
    detail,
    sortText: `0${label}`,
    snippet: false,
    retrigger: false,
    text: label,
  }));
}

/** More kinds of definitions than a person reads. */
const mostDefined = 500;

/**
 * Those that packs answer for, without those of which one knows the name only (a person writes something else in their place), and
 * those that definitions make.
 */
function kinds({ packs, definitions }: LanguageContext) {
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
    apiVersionsOf(known).map((apiVersion) => ({ apiVersion, kind: known.kind, title: known.title })),
  );
}
