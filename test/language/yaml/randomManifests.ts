import { stringify } from 'yaml';
import type { ManifestValue } from '../../../schemas/contract/index.ts';
import { fc } from '../../support/fastCheck.ts';

export const key = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'spec', 'on', '1', 'x y', 'k:v', '#h'),
  fc.stringMatching(/^[a-z-]{1,8}$/),
);
const scalar = fc.oneof(
  fc.constantFrom<ManifestValue>(
    '',
    'a',
    'on',
    'no',
    '0600',
    '1_000',
    '12',
    '- x',
    'a: b',
    'a #b',
    '{x',
    'x]',
    "it's",
    '"q"',
    'two\nlines',
    'two\nlines\n',
    '\n',
    ' s ',
    'ü😀',
  ),
  fc.constantFrom<ManifestValue>(null, true, false, 0, 1, -5, 1.5, 1e21),
  fc.string({ maxLength: 12 }).filter((text) => !/\{\{|\{%|<%|\$\{/.test(text)),
);
export const value = fc.letrec<{ any: ManifestValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any;
export const rootMap = fc
  .dictionary(key, value, { maxKeys: 5, noNullPrototype: true })
  .map((map): ManifestValue => ({ ...map }));

export const layout = fc.record({
  indent: fc.constantFrom(2, 4, 3),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom<'any' | 'flow' | 'block'>('any', 'any', 'flow', 'block'),
  defaultStringType: fc.constantFrom<'PLAIN' | 'QUOTE_DOUBLE' | 'QUOTE_SINGLE'>(
    'PLAIN',
    'PLAIN',
    'QUOTE_DOUBLE',
    'QUOTE_SINGLE',
  ),
  lineBreak: fc.constantFrom('\n', '\n', '\r\n'),
  comments: fc.boolean(),
  isOpen: fc.boolean(),
});
export type Layout = typeof layout extends fc.Arbitrary<infer Of> ? Of : never;

/** As somebody might have written it. */
export function write(source: ManifestValue, style: Layout): string {
  const { lineBreak, comments, isOpen, ...rest } = style;
  let text = stringify(source, {
    ...rest,
    version: '1.1',
    lineWidth: 0,
    defaultKeyType: style.defaultStringType,
    aliasDuplicateObjects: false,
  });
  if (comments && style.collectionStyle !== 'flow') text = withComments(text);
  if (isOpen) text = text.replace(/\n$/, '');
  return text.replaceAll('\n', lineBreak);
}

function withComments(text: string): string {
  if (/[|>][-+0-9]*\n|"[^"\n]*\n/.test(text)) return text;
  return text
    .split('\n')
    .map((line, index) =>
      index % 3 === 1 && /^ *\w/.test(line) ? `${/^ */.exec(line)?.[0] ?? ''}# above\n${line}` : line,
    )
    .map((line) => (/^ *[-a-z]+:$/.test(line) ? `${line} # behind` : line))
    .join('\n');
}
