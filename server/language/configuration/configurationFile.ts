import type { ManifestNode, Severity } from '../../../schemas/contract/index.ts';
import type { ManifestFile } from '../workspace/manifestFile.ts';
import type { ManifestSlot } from '../workspace/manifestSlot.ts';
// Not by the index: a server that starts needs no parser yet.
import { isBroken } from '../yaml/isBroken.ts';

/** What the file is called, in whichever folder. */
export const configurationFile = '.db-manifests.yaml';

/** @param path with slashes, or a URI */
export function isConfigurationFile(path: string): boolean {
  return path === configurationFile || path.endsWith(`/${configurationFile}`);
}

/** Severities by rule id, or by `<pack>/*`. */
export type RuleSeverities = Readonly<Record<string, Severity | 'off'>>;

/** What one file says; a value that means nothing is as if it were not written. Paths have slashes. */
export interface Configuration {
  readonly uri: string;
  readonly isRoot: boolean;
  readonly rules: RuleSeverities;
  /** By pack id. */
  readonly operatorVersions: Readonly<Record<string, string>>;
  /** Globs from the folder of the file on; absent: everything. */
  readonly include?: readonly string[];
  readonly exclude: readonly string[];
  /** Files and folders, from the folder of the file on. */
  readonly crds: readonly string[];
}

/** Of several documents in a file a later one adds to those before it. */
export function readConfiguration(file: ManifestFile): Configuration {
  const parts = file.slots.map((slot) => slot.fact(partKey, () => readPart(slot)));
  const include = parts.flatMap((part) => part.include ?? []);
  return {
    uri: file.uri,
    isRoot: parts.some(({ isRoot }) => isRoot),
    rules: Object.assign({}, ...parts.map(({ rules }) => rules)) as RuleSeverities,
    operatorVersions: Object.assign({}, ...parts.map((part) => part.operatorVersions)) as Record<string, string>,
    ...(include.length > 0 ? { include } : {}),
    exclude: parts.flatMap(({ exclude }) => exclude),
    crds: parts.flatMap(({ crds }) => crds),
  };
}

const partKey = Symbol('configuration');

type Part = Omit<Configuration, 'uri'>;

const nothing: Part = { isRoot: false, rules: {}, operatorVersions: {}, exclude: [], crds: [] };

/** What a parser makes of broken text is a guess: nothing of it counts until it is mended. */
function readPart(slot: ManifestSlot): Part {
  if (slot.isTooLarge) return nothing;
  const { root, problems, template } = slot.document;
  if (template || isBroken({ problems })) return nothing;
  const include = texts(root.at('include'));
  return {
    isRoot: root.at('root').value === true,
    rules: Object.fromEntries(
      root
        .at('rules')
        .entries()
        .flatMap(([id, node]) => {
          const severity = severityOfNode(node);
          return severity === undefined ? [] : [[id, severity] as const];
        }),
    ),
    operatorVersions: Object.fromEntries(
      root
        .at('operatorVersions')
        .entries()
        .flatMap(([id, node]) => {
          const version = versionOfNode(node);
          return version === undefined ? [] : [[id, version] as const];
        }),
    ),
    ...(root.at('include').kind === 'list' && include.length > 0 ? { include } : {}),
    exclude: texts(root.at('exclude')),
    crds: texts(root.at('crds')),
  };
}

export const ruleSeverities = ['error', 'warning', 'information', 'hint', 'off'] as const;

/** YAML reads a bare `off` as a boolean; whoever writes it means the word. */
export function severityOfNode({ value, source }: ManifestNode): Severity | 'off' | undefined {
  const text = typeof value === 'string' ? value : source?.toLowerCase();
  return ruleSeverities.find((each) => each === text);
}

/** As it is written: as a number, `1.10` is 1.1. */
export function versionOfNode({ value, source }: ManifestNode): string | undefined {
  const text = typeof value === 'number' ? source : value;
  return typeof text === 'string' && versionPattern.test(text) ? text : undefined;
}

const versionPattern = /^v?\d+(?:\.\d+)*(?:[-+][\w.+-]*)?$/;

function texts(node: ManifestNode): string[] {
  return node.items().flatMap(({ value }) => (typeof value === 'string' && value !== '' ? [value] : []));
}
