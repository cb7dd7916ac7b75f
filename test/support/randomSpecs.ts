import fc from 'fast-check';

/** Any value that YAML can hold, its texts and keys mostly those given: what rules must not stumble over. */
export function randomSpecs(words: readonly string[], keys: readonly string[]): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.oneof(
        fc.constantFrom(...words),
        fc.boolean(),
        fc.integer(),
        fc.constant(null),
        fc.stringMatching(/^[a-z:/@.$ _-]{0,8}$/),
      ),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
    ),
  })).value;
}
