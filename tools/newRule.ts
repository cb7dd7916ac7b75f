import { languagePacks } from '../schemas/languageRegistry.ts';
import type { Severity } from '../schemas/contract/index.ts';

export interface NewRule {
  /** `<pack>/<what-is-wrong>`. */
  readonly id: string;
  readonly severity: Severity;
  /** The kind that it looks at; absent: the first one of the pack. */
  readonly kind?: string;
}

/** What is written for a rule, or why there cannot be such a rule, in one sentence. */
export type NewRuleFiles =
  | { readonly problem: string }
  | {
      /** Texts by path in the repository, in the order in which a person goes through them. */
      readonly files: Readonly<Record<string, string>>;
    };

const severities: readonly string[] = ['error', 'warning', 'information', 'hint'] satisfies Severity[];

/**
 * A rule that compiles and finds nothing, and its fixtures, whose marks nothing answers: the tests say what is left to write.
 * @param manifestOf a manifest of the kind to start from; `undefined`: there is none.
 */
export function newRule(
  { id, severity, kind }: NewRule,
  manifestOf: (apiVersion: string, kind: string) => string | undefined,
): NewRuleFiles {
  const [packId = '', name = '', ...rest] = id.split('/');
  const pack = languagePacks.find(({ system }) => system.id === packId);
  if (!pack) {
    const known = languagePacks.map(({ system }) => system.id).join(', ');
    return { problem: `There is no system "${packId}": write one of ${known} before the slash.` };
  }
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/.test(name) || rest.length > 0) {
    return {
      problem: `"${id}" is no id of a rule: write ${packId}/ and what is wrong, as in ${packId}/volume-shrunk.`,
    };
  }
  if (pack.rules.some((rule) => rule.id === id)) return { problem: `${id} is there already: choose another name.` };
  if (!severities.includes(severity))
    return { problem: `There is no severity "${severity}": use ${severities.join(', ')}.` };
  const kinds = pack.system.kinds;
  const found = kind === undefined ? kinds[0] : kinds.find((each) => each.kind === kind);
  if (!found) {
    return { problem: `${packId} has no kind "${kind ?? ''}": use ${kinds.map((each) => each.kind).join(', ')}.` };
  }
  const apiVersion = [found.group, found.versions[0] ?? 'v1'].filter(Boolean).join('/');
  const manifest = manifestOf(apiVersion, found.kind) ?? bareManifest(apiVersion, found.kind);
  const folder = `schemas/systems/${packId}`;
  return {
    files: {
      [`${folder}/rules/${name}.ts`]: ruleText(id, severity, found.kind),
      [`${folder}/testdata/${name}.yaml`]: `${manifest}#<<< ${severity} ${id}: What people read. Mark the value that is wrong.\n`,
      [`${folder}/testdata/${name}.silent.yaml`]: `${manifest}#<<< ${severity} ${id}: Take this line away: here stands what is nearly wrong.\n`,
    },
  };
}

function ruleText(id: string, severity: Severity, kind: string): string {
  return `import type { Rule } from '../../../contract/index.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';

/** The fact, in one sentence. */
export const ${exportOf(id)}: Rule = {
  id: '${id}',
  severity: '${severity}',
  kinds: ['${kind}'],
  help: \`\`,
  source: '',
  *check({ spec }) {
    const node = spec.at('field');
    const value = textOf(node);
    if (value !== 'wrong') return;
    yield {
      node,
      message: say\`\\\`field\\\` "\${value}" has a consequence: remedy.\`,
    };
  },
};
`;
}

/** `volumeShrunk`. */
function exportOf(id: string): string {
  return id.slice(id.indexOf('/') + 1).replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function bareManifest(apiVersion: string, kind: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: shop\nspec: {}\n`;
}
