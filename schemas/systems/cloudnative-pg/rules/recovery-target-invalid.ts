import type { Finding, ManifestNode, Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { utf8Length } from '../../../vocabulary/formats/utf8Length.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { parseTargetTime, repairTargetTime } from '../recoveryTargets.ts';
import { webhook } from '../sources.ts';

/** Texts that the operator cannot read. */
export const recoveryTargetInvalid: Rule = {
  id: 'cloudnative-pg/recovery-target-invalid',
  severity: 'error',
  kinds: ['Cluster'],
  help: `The webhook reads the target and refuses what it cannot read: a time without seconds, a place in the WAL that is not two
hexadecimal numbers (\`0/3000148\`), a transaction that is no number of 32 bits, a name of 64 bytes or more, a timeline other
than \`latest\` or a positive number. PostgreSQL's word \`current\` is refused too. Correct the text.`,
  source: webhook('cluster', 1429),
  *check({ spec }) {
    const target = spec.at('bootstrap', 'recovery', 'recoveryTarget');
    for (const [field, problem] of Object.entries(problems)) {
      const node = target.at(field);
      const text = textOf(node);
      if (!text || isFilledInLater(text)) continue;
      const found = problem(text, node);
      if (found) yield { node, ...found };
    }
  },
};

type Problem = (text: string, node: ManifestNode) => Pick<Finding, 'message' | 'fixes'> | undefined;

const problems: Readonly<Record<string, Problem>> = {
  targetTime: (text, node) => {
    if (parseTargetTime(text)) return undefined;
    const meant = repairTargetTime(text);
    return {
      message: say`"${text}" is no time that the operator can read, so it is refused: write it like "2026-01-31T10:00:00Z", with seconds.`,
      fixes: meant === undefined ? [] : [write(node, meant)],
    };
  },
  targetLSN: (text) =>
    /^[0-9a-fA-F]{1,16}\/[0-9a-fA-F]{1,16}$/.test(text)
      ? undefined
      : {
          message: say`"${text}" is no place in the WAL, so it is refused: write two hexadecimal numbers, like "0/3000148".`,
        },
  targetXID: (text) =>
    /^\d+$/.test(text) && BigInt(text.slice(0, 40)) < 2n ** 32n
      ? undefined
      : { message: say`"${text}" is no transaction, so it is refused: write a number below 4294967296.` },
  targetName: (text) => {
    if (/[\0-\x1f\x7f]/.test(text)) {
      return {
        message: say`The name of a restore point has no control characters, so this one is refused: remove them.`,
      };
    }
    const bytes = utf8Length(text);
    if (bytes < 64) return undefined;
    return { message: say`The name has ${bytes} bytes and is refused: that of a restore point has 63 at most.` };
  },
  targetTLI: (text, node) =>
    text === 'latest' || (/^\+?\d+$/.test(text) && Number(text) >= 1)
      ? undefined
      : {
          message: say`"${text}" is no timeline, so it is refused: write "latest", or a positive number in quotes.`,
          fixes: text === 'current' ? [] : [write(node, 'latest')],
        },
};

function write(node: ManifestNode, value: string) {
  return { title: say`Write "${value}"`, edits: [{ do: 'set', node, value }], safe: false } as const;
}
