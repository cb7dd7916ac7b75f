import type { Said } from '../../../schemas/contract/index.ts';
import { joined, say } from '../../../schemas/vocabulary/say.ts';
import type { LanguageContext } from '../languageContext.ts';
import { nameCodes } from '../nameCodes.ts';
import { fold, mostCompared, nearest } from '../../../schemas/vocabulary/nearest.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
import type { PlacedName, Saying } from '../workspace/placedName.ts';
import { shareRoot } from '../workspace/kustomized.ts';
import { clusterWide, kindOf } from '../workspace/readNames.ts';
import type { IndexedName } from '../workspace/readNames.ts';
import { quoteOf } from '../yaml/cursorWord.ts';
import { renderScalar } from '../yaml/renderScalar.ts';
import type { Diagnosis } from './diagnosis.ts';
import { isMisspelling } from './isMisspelling.ts';
import { queryOf } from '../workspace/nameQuery.ts';
import { addResource, hasDraft } from './nameDrafts.ts';

/**
 * References that nothing in the workspace answers. What is certain is a warning: a Secret that is known does not have
 * the key. What may exist in the cluster only is information.
 */
export function nameDiagnoses(context: LanguageContext, slot: ManifestSlot): readonly Diagnosis[] {
  const { uri } = slot;
  return slot.memo(namesKey, () => context.names.of(slot).flatMap((entry) => checkName(context, { entry, slot, uri })));
}

const namesKey = Symbol('names');

function checkName(context: LanguageContext, placed: PlacedName): Diagnosis[] {
  const { entry } = placed;
  if (entry.role === 'declares') return entry.self ? declaredTwice(context, entry) : [];
  // Files are still being read, or are not to be: what is absent may turn up. A key of something that is known may not.
  if (!context.names.complete && !entry.within) return [];
  if (entry.optional || context.names.has(queryOf(entry))) return [];
  return entry.within ? missingInside(context, placed, entry.within) : missingResource(context, placed);
}

/** A key of a Secret or ConfigMap, or a part of another resource: only where that resource is known does it count. */
function missingInside(
  context: LanguageContext,
  placed: PlacedName,
  within: NonNullable<IndexedName['within']>,
): Diagnosis[] {
  const { slot, entry } = placed;
  const { kustomized } = entry;
  const scope = { type: within.type, name: within.name, namespace: within.namespace ?? '', kustomized };
  const owners = context.names.declaring(scope);
  const known = namesOf(context.names.declared({ type: entry.type, namespace: entry.namespace, within, kustomized }));
  // Nothing known about what it holds: filled in elsewhere, by a tool or by hand.
  if (owners.length === 0 || known.length === 0 || owners.some((owner) => isOpen(context, owner))) return [];
  const isSure = owners.some((owner) => isSettled(owner, placed));
  if (!context.names.complete && !isSure) return [];
  const kind = kindOf(within.type);
  const made = owners.some((each) => each.entry.derived !== undefined);
  const noun = entry.type.slice(entry.type.search(/[ /]/) + 1);
  const meant =
    known.length > mostCompared ? [] : [...new Set([...nearest(entry.name, known), ...sameWord(entry.name, known)])];
  return [
    {
      code: 'names/missing-key',
      // One of another folder may be that of another environment, unless a name is plainly misspelt.
      severity: isSure || meant.length > 0 ? nameCodes['names/missing-key'].severity : 'information',
      message: made
        ? say`${kind} "${within.name}" has no ${noun} "${entry.name}": it has ${quoted(known)}, as the operator makes it.`
        : say`${kind} "${within.name}" has no ${noun} "${entry.name}": it has ${quoted(known)}.`,
      span: entry.span,
      fixes: meant.map((name) => changeTo(slot, entry, name)),
    },
  ];
}

/** Of lists that the index gave out: of one resource thousands of names may be missing. */
const knownNames = new WeakMap<readonly Saying[], readonly string[]>();

function namesOf(declared: readonly Saying[]): readonly string[] {
  const known = knownNames.get(declared) ?? declared.map(nameOf);
  knownNames.set(declared, known);
  return known;
}

/** It may have more than is written here: a tool fills it in, or a patch says some of the keys and another file the rest. */
function isOpen({ workspace }: LanguageContext, { uri, entry }: Saying): boolean {
  return entry.open || workspace.isPartial(uri, { kind: entry.type, name: entry.name });
}

/** What is applied together, or made by an operator, gets no more keys from a file that has not been read. */
function isSettled(owner: Saying, placed: Saying): boolean {
  return (
    owner.entry.derived !== undefined ||
    inOneFolder(owner, placed) ||
    shareRoot(owner.entry.kustomized, placed.entry.kustomized)
  );
}

/** The one name of which this is a part, or that is a part of it: `user` and `username`, `POSTGRES_PASSWORD` and `password`. */
function sameWord(name: string, known: readonly string[]): readonly string[] {
  const word = fold(name);
  const found = known.filter((each) => {
    const other = fold(each);
    return Math.min(word.length, other.length) >= 4 && (word.includes(other) || other.includes(word));
  });
  return found.length === 1 ? found : [];
}

function missingResource(context: LanguageContext, placed: PlacedName): Diagnosis[] {
  const { slot, entry } = placed;
  // A Service that is a local name for another one is not that one in the wrong place.
  const elsewhere = context.names
    .declaring({ ...queryOf(entry), namespace: '' })
    .filter((each) => each.uri !== placed.uri || !context.names.of(slot).includes(each.entry));
  if (elsewhere.length > 0) return [inOtherNamespace(context, placed, elsewhere)];
  const kind = kindOf(entry.type);
  const meant = context.names.meant(entry).filter((name) => isMisspelling(entry.name, name));
  if (meant.length > 0) {
    return [
      {
        code: 'names/misspelt',
        severity: nameCodes['names/misspelt'].severity,
        message: say`The workspace has no ${kind} "${entry.name}", but ${quoted(meant)}, which is probably meant.`,
        span: entry.span,
        fixes: [...meant.map((name) => changeTo(slot, entry, name)), ...addResource(context, slot, entry)],
      },
    ];
  }
  if (!isLookedFor(context, slot, entry)) return [];
  return [
    {
      code: 'names/unknown',
      severity: nameCodes['names/unknown'].severity,
      message: say`Nothing in the workspace makes ${kind} "${entry.name}": it has to exist in the cluster.`,
      span: entry.span,
      fixes: addResource(context, slot, entry),
    },
  ];
}

/** Manifests for several environments in one workspace: what stands in another folder was hardly meant. */
function inOtherNamespace(context: LanguageContext, placed: PlacedName, others: readonly Saying[]): Diagnosis {
  const { slot, entry } = placed;
  const near = others.filter((other) => inOneFolder(placed, other));
  const isNear = near.length > 0;
  const [namespace = ''] = (isNear ? near : others).map((other) => other.entry.namespace).sort();
  const kind = kindOf(entry.type);
  return {
    code: 'names/other-namespace',
    severity: isNear ? nameCodes['names/other-namespace'].severity : 'information',
    message: say`${kind} "${entry.name}" is in namespace "${namespace}", and cannot be seen from "${entry.namespace}".`,
    span: entry.span,
    fixes: addResource(context, slot, entry),
  };
}

/** Storage classes, accounts and most Services come with the cluster; what people write, or another pack's kinds, do not. */
function isLookedFor(context: LanguageContext, slot: ManifestSlot, entry: IndexedName): boolean {
  const { type } = entry;
  return type.includes('.') ? context.packs.scopeOf(type) !== undefined : hasDraft(context, slot, entry);
}

/**
 * Two documents for one resource: kubectl applies both, and the later one wins. Two files of one folder may be variants
 * to choose from; overlays in other folders are another matter altogether.
 */
function declaredTwice(context: LanguageContext, entry: IndexedName): Diagnosis[] {
  const declared = context.names.declaring(queryOf(entry));
  if (declared.length < 2) return [];
  const { mine, here, near } = twinsOf(declared, entry);
  const isOther = (each: Saying) => each.entry !== entry;
  const twin = here.find(isOther) ?? near.find(isOther);
  if (!twin || !mine || context.workspace.isPatch(mine.uri) || context.workspace.isPatch(twin.uri)) return [];
  const isHere = twin.uri === mine.uri;
  // A name that stands in many files is one of samples; of some kinds a cluster has one, and files hold variants of it.
  if (!isHere && (near.length > 2 || entry.namespace === clusterWide)) return [];
  const kind = kindOf(entry.type);
  return [
    {
      code: 'names/declared-twice',
      severity: isHere ? nameCodes['names/declared-twice'].severity : 'information',
      message: isHere
        ? say`${kind} "${entry.name}" is declared once more in this file: applied together, one overwrites the other.`
        : say`${kind} "${entry.name}" is declared once more in ${twin.uri.slice(twin.uri.lastIndexOf('/') + 1)}: applied together, one overwrites the other.`,
      span: entry.span,
      fixes: [],
    },
  ];
}

interface Twins {
  readonly places: ReadonlyMap<IndexedName, Saying>;
  /** By namespace and file, and by namespace and folder. */
  readonly groups: ReadonlyMap<string, readonly Saying[]>;
}

/** Of lists that the index gave out: documents of one name are asked about one after the other. */
const knownTwins = new WeakMap<readonly Saying[], Twins>();

/** The place of an entry, and resources of its name and namespace in its file and in its folder, itself among them. */
function twinsOf(declared: readonly Saying[], entry: IndexedName) {
  let known = knownTwins.get(declared);
  if (!known) knownTwins.set(declared, (known = groupTwins(declared)));
  const mine = known.places.get(entry);
  const [here = [], near = []] = mine ? groupKeys(mine).map((key) => known.groups.get(key)) : [];
  return { mine, here, near };
}

function groupTwins(declared: readonly Saying[]): Twins {
  const places = new Map<IndexedName, Saying>();
  const groups = new Map<string, Saying[]>();
  for (const each of declared) {
    if (!each.entry.self) continue;
    places.set(each.entry, each);
    for (const key of groupKeys(each)) {
      const group = groups.get(key);
      if (group) group.push(each);
      else groups.set(key, [each]);
    }
  }
  return { places, groups };
}

function groupKeys({ uri, entry: { namespace } }: Saying): string[] {
  return [`${namespace}\0${uri}`, `${namespace}\0${folderOf(uri)}`];
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

function inOneFolder(a: Saying, b: Saying): boolean {
  return folderOf(a.uri) === folderOf(b.uri);
}

function changeTo({ text }: ManifestSlot, { span }: IndexedName, name: string): Diagnosis['fixes'][number] {
  const written = renderScalar(name, quoteOf(text[span.start]));
  return { title: say`Change to "${name}"`, safe: false, edits: () => [{ span, text: written }] };
}

function nameOf({ entry }: Saying): string {
  return entry.name;
}

const shown = 8;

function quoted(names: readonly string[]): Said {
  const words = names.slice(0, shown).map((name) => `"${name}"`);
  const more = names.length > shown ? [say`${names.length - shown} more`] : [];
  return joined([...words, ...more], ', ');
}
