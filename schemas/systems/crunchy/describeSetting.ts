import type { KnownKey } from '../../contract/index.ts';
import { authoredMarkdown } from '../../vocabulary/markdown.ts';
import { joined, say } from '../../vocabulary/say.ts';

/** A setting of a program beside Postgres, whose values are all text. */
export interface Setting {
  readonly name: string;
  /** Markdown: what it does, what happens without it. */
  readonly help: string;
  /** The only values that it takes. */
  readonly values?: readonly string[];
  /** What holds if it is not set, in a word. */
  readonly usual?: string;
  /** What completion writes, where there is no list of values. */
  readonly sample?: string;
  /** Set by the operator or of no use here: explained, but not offered. */
  readonly owned?: boolean;
  /** Its value is secret: explained, but not offered in a manifest. */
  readonly secret?: boolean;
}

/** A setting as completion and hover show it. @param manual page that has the setting's name as an anchor or a word. */
export function describeSetting(setting: Setting, key: string, manual: string): KnownKey {
  const { usual, values = [], sample } = setting;
  return {
    key,
    detail: values.length > 0 ? joined(values, ' | ') : say`text`,
    help: authoredMarkdown(setting.help),
    ...(usual === undefined ? {} : { facts: say`Without it \`${usual}\`.` }),
    manual,
    ...(values.length > 0
      ? { values: values.map((value) => ({ value, ...(value === usual ? { detail: say`usual` } : {}) })) }
      : {}),
    insert: JSON.stringify(sample ?? values.find((value) => value !== usual) ?? usual ?? ''),
  };
}
