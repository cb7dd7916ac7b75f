import type {
  Finding,
  Fix,
  KeyDictionary,
  KnownKey,
  LanguagePack,
  ManifestNode,
  Rule,
} from '../../../schemas/contract/index.ts';
import { authoredMarkdown, markdown } from '../../../schemas/vocabulary/markdown.ts';
import { KnownWords, nearest } from '../../../schemas/vocabulary/nearest.ts';
import { joined, listed, say } from '../../../schemas/vocabulary/say.ts';
import { isOfRelease } from '../compareVersions.ts';
import { operatorsOf, versionedOperators } from '../operators.ts';
import type { Operator } from '../operators.ts';
import { configurationCodes } from './configurationCodes.ts';
import type { ConfigurationCode } from './configurationCodes.ts';
import { configurationFile, ruleSeverities, severityOfNode, versionOfNode } from './configurationFile.ts';
import { isKnownRule, knownRules } from './knownRules.ts';
import type { KnownRule } from './knownRules.ts';

/** Of the subject and of the ids of its rules. */
export const configurationPrefix = 'configuration';
const subject = `${configurationPrefix}/file`;

/** What is known of configuration files, by the packs that they are about: completed, explained and checked as everything else. */
export function configurationPack(packs: readonly LanguagePack[]): LanguagePack {
  let known: ReturnType<typeof knowledgeOf> | undefined;
  const knowledge = () => (known ??= knowledgeOf(packs));
  return {
    system: { id: configurationPrefix, title: 'Configuration files', kinds: [], *derive() {} },
    subjects: [{ id: subject, title: say`Configuration of the checks`, file: configurationFile }],
    operatorVersions: [],
    get rules() {
      return knowledge().rules;
    },
    get vocabulary() {
      return knowledge().vocabulary;
    },
  };
}

function knowledgeOf(packs: readonly LanguagePack[]): Required<Pick<LanguagePack, 'rules' | 'vocabulary'>> {
  const operators = new Map(packs.flatMap(operatorsOf).map((operator) => [operator.id, operator]));
  const rules = new Map(knownRules(packs).map((each) => [each.id, each]));
  return {
    rules: [...ruleChecks(rules), ...operatorChecks(operators)],
    vocabulary: {
      keys: {
        'configuration-systems': dictionary(versionedOperators(packs).map(operatorKey)),
        'configuration-rules': dictionary([...rules.values()].map(ruleKey)),
      },
    },
  };
}

function operatorKey({ id, title, operatorVersions }: Operator): KnownKey {
  return {
    key: id,
    detail: say`${title}`,
    help: markdown`Version of ${title} that runs your clusters, such as ${operatorVersions.at(-1) ?? ''}.`,
    // As text: the number 1.10 is 1.1.
    values: [...operatorVersions].reverse().map((value) => ({ value })),
  };
}

function ruleKey({ id, title, severity, help }: KnownRule): KnownKey {
  return {
    key: id,
    detail: severity === undefined ? say`${title}` : say`${title}, ${severity} unless set`,
    help: authoredMarkdown(help),
    values: ruleSeverities.map((value) => ({ value, ...(value === severity ? { detail: say`as it is` } : {}) })),
  };
}

function dictionary(all: readonly KnownKey[]): KeyDictionary {
  const known = new Map(all.map((each) => [each.key, each]));
  return { keys: () => all, find: (key) => known.get(key) };
}

function rule(id: ConfigurationCode, check: Rule['check']): Rule {
  const { severity, help } = configurationCodes[id];
  return { id, severity, help, kinds: [subject], source: 'https://yaml.org', check };
}

function ruleChecks(rules: ReadonlyMap<string, KnownRule>): Rule[] {
  const ids = new Set(rules.keys());
  const words = new KnownWords([...ids]);
  const meantBy = (id: string) => (ids.has(`${id}/*`) ? [`${id}/*`] : words.nearest(id));
  return [
    rule('configuration/unknown-rule', function* ({ root }) {
      for (const [id, node] of root.at('rules').entries())
        if (!isKnownRule(id, ids)) yield unknownKey(node, id, meantBy(id), 'rule');
    }),
    rule('configuration/unknown-severity', function* ({ root }) {
      for (const [, node] of root.at('rules').entries()) {
        if (node.kind !== 'scalar' || node.value === undefined || severityOfNode(node) !== undefined) continue;
        const meant = nearest(node.source ?? '', ruleSeverities);
        yield {
          node,
          message: say`This is no severity, so the rule keeps its own: write ${listed(ruleSeverities, 'or')}.`,
          fixes: meant.map((value) => change(node, value, meant)),
        };
      }
    }),
  ];
}

function operatorChecks(operators: ReadonlyMap<string, Operator>): Rule[] {
  return [
    rule('configuration/unknown-system', function* ({ root }) {
      for (const [id, node] of root.at('operatorVersions').entries())
        if (!operators.has(id)) yield unknownKey(node, id, nearest(id, [...operators.keys()]), 'system');
    }),
    rule('configuration/unknown-version', function* ({ root }) {
      for (const [id, node] of root.at('operatorVersions').entries()) {
        const operator = operators.get(id);
        if (!operator || node.kind !== 'scalar' || node.value === undefined) continue;
        const { operatorVersions: known, title } = operator;
        const version = versionOfNode(node);
        if (version === undefined) {
          yield {
            node,
            severity: 'warning',
            message: say`This is no version, so the version of ${title} is found out as if nothing were written: write one such as ${known.at(-1) ?? '1.0'}.`,
          };
        } else if (known.length > 0 && !known.some((release) => isOfRelease(version, release))) {
          yield {
            node,
            message: say`No ${title} ${version} is known here. Known are ${joined(known, ', ')}.`,
          };
        }
      }
    }),
  ];
}

function unknownKey(node: ManifestNode, key: string, meant: readonly string[], what: 'rule' | 'system'): Finding {
  const fixes = meant.map((each): Fix => ({
    title: say`Rename to "${each}"`,
    edits: [{ do: 'rename', node, key: each }],
    ...(meant.length > 1 ? { safe: false as const } : {}),
  }));
  const quoted = listed(
    meant.map((each) => say`"${each}"`),
    'or',
  );
  const none =
    what === 'rule'
      ? say`There is no rule "${key}", so this line changes nothing`
      : say`There is no system "${key}", so this line changes nothing`;
  return {
    node,
    mark: 'key',
    message: meant.length > 0 ? say`${none}: did you mean ${quoted}?` : say`${none}.`,
    fixes,
  };
}

function change(node: ManifestNode, value: string, meant: readonly string[]): Fix {
  return {
    title: say`Change to "${value}"`,
    edits: [{ do: 'set', node, value }],
    ...(meant.length > 1 ? { safe: false as const } : {}),
  };
}
