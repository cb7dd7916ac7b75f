import type { Rule } from '../../../contract/index.ts';
import { isFilledInLater } from '../../../vocabulary/nameUses.ts';
import { textOf } from '../../../vocabulary/read.ts';
import { say } from '../../../vocabulary/say.ts';
import { validation } from '../sources.ts';

/** Which pods go first, by their numbers. */
export const deleteSlotsInvalid: Rule = {
  id: 'tidb/delete-slots-invalid',
  severity: 'error',
  kinds: ['TidbCluster', 'DMCluster'],
  help: `The annotation \`<component>.tidb.pingcap.com/delete-slots\` says which pods a scale-in takes away, as a list of numbers in
JSON: \`"[1, 2]"\`. Anything else is refused: the operator writes the event \`FailedValidation\` and leaves the whole resource as it
is. It works only while the operator has the Advanced StatefulSet switched on.`,
  source: validation(712),
  *check({ resource, root }) {
    const prefixes =
      resource.identity.kind === 'DMCluster'
        ? ['dm-master', 'dm-worker']
        : ['pd', 'tidb', 'tikv', 'tiflash', 'tiproxy', 'ticdc'];
    for (const prefix of prefixes) {
      const node = root.at('metadata', 'annotations', `${prefix}.tidb.pingcap.com/delete-slots`);
      const text = textOf(node);
      if (text === undefined || isFilledInLater(text) || isListOfNumbers(text)) continue;
      const numbers = /^[\s[(]*(\d{1,9}(?:[\s,;]+\d{1,9})*)[\s\])]*$/.exec(text)?.[1];
      const meant = numbers && JSON.stringify(numbers.split(/[\s,;]+/).map(Number));
      yield {
        node,
        message: say`"${text}" is no list of numbers in JSON, so the operator refuses the whole resource: write it as in \`"[1, 2]"\`.`,
        fixes: meant ? [{ title: say`Write "${meant}"`, edits: [{ do: 'set', node, value: meant }], safe: false }] : [],
      };
    }
  },
};

function isListOfNumbers(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null) return true;
    return Array.isArray(value) && value.every((each) => each === null || isInt32(each));
  } catch {
    return false;
  }
}

function isInt32(value: unknown): boolean {
  return Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;
}
