import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { webhook } from '../sources.ts';

/** Annotations that the webhook reads. */
export const annotationInvalid: Rule = {
  id: 'cloudnative-pg/annotation-invalid',
  severity: 'error',
  kinds: ['Cluster', 'Backup'],
  help: `Some annotations steer the operator, and its webhook refuses what it cannot read: \`cnpg.io/hibernation\` is \`"on"\` or
\`"off"\`, in quotes, \`cnpg.io/podPatch\` a list of operations in JSON, \`alpha.cnpg.io/livenessPinger\` an object in JSON with
\`enabled\`, \`alpha.cnpg.io/failoverQuorum\` true or false, \`cnpg.io/volumeSnapshotDeadline\` of a Backup a number of minutes.`,
  source: webhook('cluster', 2839),
  *check({ root, resource }) {
    const annotations = root.at('metadata', 'annotations');
    for (const [key, problem] of Object.entries(resource.identity.kind === 'Backup' ? ofBackups : ofClusters)) {
      const node = annotations.at(key);
      const text = textOf(node);
      if (text === undefined || isFilledInLater(text)) continue;
      const found = problem(text, node);
      if (found) yield { node, ...found };
    }
  },
};

type Problem = (text: string, node: ManifestNode) => Pick<Finding, 'message' | 'fixes'> | undefined;

const ofClusters: Readonly<Record<string, Problem>> = {
  'cnpg.io/hibernation': (text, node) => {
    if (text === 'on' || text === 'off') return undefined;
    const meant = switches.get(text.toLowerCase());
    return {
      message: say`"${text}" is refused: hibernation is "on" or "off".`,
      fixes:
        meant === undefined
          ? []
          : [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }],
    };
  },
  'cnpg.io/podPatch': (text) =>
    isPatch(parsed(text))
      ? undefined
      : {
          message: say`This is no list of patch operations in JSON, so it is refused: write it like '[{"op": "add", "path": "/metadata/labels/a", "value": "b"}]'.`,
        },
  'alpha.cnpg.io/livenessPinger': (text) => {
    const value = parsed(text);
    const isObject =
      typeof value === 'object' && value !== null && 'enabled' in value && typeof value.enabled === 'boolean';
    return isObject
      ? undefined
      : {
          message: say`This is no object in JSON with \`enabled\`, so it is refused: use \`probes.liveness.isolationCheck\` instead.`,
        };
  },
  'alpha.cnpg.io/failoverQuorum': (text) =>
    /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/.test(text)
      ? undefined
      : {
          message: say`"${text}" is neither true nor false, so it is refused: use \`postgresql.synchronous.failoverQuorum\` instead.`,
        },
};

const ofBackups: Readonly<Record<string, Problem>> = {
  'cnpg.io/volumeSnapshotDeadline': (text) =>
    text === '' || /^[+-]?\d+$/.test(text)
      ? undefined
      : { message: say`"${text}" is no number of minutes, so it is refused: write it like "20".` },
};

const switches: ReadonlyMap<string, string> = new Map([
  ...['true', 'yes', 'enabled', 'on', '1'].map((word): [string, string] => [word, 'on']),
  ...['false', 'no', 'disabled', 'off', '0'].map((word): [string, string] => [word, 'off']),
]);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isPatch(value: unknown): boolean {
  return (
    Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && !Array.isArray(each))
  );
}
