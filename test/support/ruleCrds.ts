/**
 * Definitions of kinds of our own that use between them all that a rule can: types of values, names that are escaped,
 * defaults, nulls, lists and maps of every sort, old values, places, messages. The API server takes them all.
 */

type Schema = Readonly<Record<string, unknown>>;

export interface RuleCrd {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly group: string;
    readonly scope: 'Namespaced';
    readonly names: {
      readonly kind: string;
      readonly plural: string;
      readonly singular: string;
      readonly listKind: string;
    };
    readonly versions: readonly {
      readonly name: string;
      readonly served: true;
      readonly storage: true;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

function crdOf(kind: string, properties: Schema, rules: readonly Schema[] = [], ofSpec: Schema = {}): RuleCrd {
  const plural = `${kind.toLowerCase()}s`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.rules.example` },
    spec: {
      group: 'rules.example',
      ...{ scope: 'Namespaced', names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` } },
      versions: [
        {
          name: 'v1',
          ...{ served: true, storage: true },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { spec: { type: 'object', properties, ...ofSpec } },
              ...(rules.length > 0 ? { 'x-kubernetes-validations': rules } : {}),
            },
          },
        },
      ],
    },
  };
}

const text = { type: 'string', maxLength: 20 };

/** A schema with one rule, whose message is its expression. */
function ruled(schema: Schema, rule: string, more: Schema = {}): Schema {
  return { ...schema, 'x-kubernetes-validations': [{ rule, message: `wrong: ${rule}`, ...more }] };
}

const unusualNames = {
  namespace: text,
  in: text,
  'a-b': text,
  'x.y/z': text,
  a__b: text,
};

/** Types of values, and what is absent, null or filled in. */
const shapes = crdOf(
  'Shape',
  {
    ...unusualNames,
    number: ruled({ type: 'number' }, 'self == 1.0 || self > 1.5'),
    mixed: ruled(
      { 'x-kubernetes-int-or-string': true, maxLength: 20 },
      "type(self) == int ? self < 5 : quantity(self).isLessThan(quantity('5'))",
    ),
    duration: ruled({ type: 'string', format: 'duration' }, "self > duration('1m')"),
    moment: ruled({ type: 'string', format: 'date-time' }, 'self.getFullYear() > 2000'),
    day: ruled({ type: 'string', format: 'date' }, "self > timestamp('2000-01-01T00:00:00Z')"),
    bytes: ruled({ type: 'string', format: 'byte', maxLength: 20 }, 'size(self) == 1'),
    maybe: ruled(
      { type: 'object', properties: { x: { ...text, nullable: true }, y: text } },
      'has(self.x) && dyn(self).size() < 2',
    ),
    filled: ruled(
      {
        type: 'object',
        default: { on: true, count: 3 },
        properties: {
          on: { type: 'boolean', default: true },
          count: { type: 'integer', default: 3 },
          other: { type: 'integer' },
        },
      },
      'self.on && (!has(self.other) || self.other < self.count)',
    ),
    labels: ruled(
      { type: 'object', maxProperties: 5, additionalProperties: ruled(text, "self != 'x'") },
      "self.all(k, k != 'a-b' && self[k] != 'y') && !('z.z' in self)",
    ),
    numbers: ruled(
      { type: 'array', maxItems: 5, items: { type: 'integer' } },
      'self.sum() < 10 && self.isSorted() && self.all(i, v, v >= i)',
    ),
    nulls: ruled({ type: 'array', maxItems: 3, items: { ...text, nullable: true } }, 'self.all(e, dyn(e) != null)'),
    any: ruled({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, 'dyn(self).size() < 2'),
    inner: ruled(
      { type: 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true },
      "self.metadata.name != 'bad' && self.kind == 'Pod'",
    ),
    deep: {
      type: 'array',
      maxItems: 3,
      items: {
        type: 'object',
        properties: {
          a: text,
          b: { type: 'object', maxProperties: 3, additionalProperties: ruled(text, 'size(self) < 3') },
        },
        'x-kubernetes-validations': [{ rule: 'has(self.a) != has(self.b)', message: 'one of a and b' }],
      },
    },
    both: { type: 'string', maxLength: 9, allOf: [{ maxLength: 5 }] },
    optional: ruled(
      { type: 'object', properties: { a: { type: 'object', properties: { b: text } }, c: text } },
      "has(self.?a.b) ? self.?c.hasValue() : self.?c.optMap(x, x != 'bad').orValue(true)",
    ),
    patterns: ruled(text, "self.matches('^(?i:[a-k]+|x-[0-9])$') && self.find('[0-9]+') != '1'"),
  },
  [
    {
      rule: "self.metadata.name != 'bad' && self.kind == 'Shape' && self.apiVersion.endsWith('/v1')",
      message: 'the whole',
    },
  ],
  {
    'x-kubernetes-validations': [
      ['__namespace__', 'x'],
      ['__in__', 'x'],
      ['a__dash__b', 'x'],
      ['x__dot__y__slash__z', 'x'],
      ['a__underscores__b', 'x'],
    ].map(([name = '', value = '']) => ({
      rule: `!has(self.${name}) || self.${name} != '${value}'`,
      message: `name ${name}`,
    })),
  },
);

const keyed = {
  type: 'array',
  maxItems: 5,
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['k', 'p'],
};

/** What a value was before. */
const changes = crdOf(
  'Change',
  {
    fixed: ruled(text, 'self == oldSelf'),
    grows: ruled({ type: 'integer' }, 'self >= oldSelf'),
    once: ruled(text, 'oldSelf.hasValue() ? oldSelf.value() == self : self.startsWith("a")', { optionalOldSelf: true }),
    chosen: ruled(text, "oldSelf.orValue('a') == 'a'", { optionalOldSelf: true }),
    set: ruled({ type: 'array', maxItems: 5, 'x-kubernetes-list-type': 'set', items: text }, 'self == oldSelf'),
    more: ruled(
      { type: 'array', maxItems: 5, 'x-kubernetes-list-type': 'set', items: text },
      'oldSelf.all(x, x in self) && (self + oldSelf) == self',
    ),
    items: ruled(
      {
        ...keyed,
        items: {
          type: 'object',
          required: ['k'],
          properties: {
            k: text,
            p: { type: 'integer', default: 80 },
            v: ruled(text, 'self == oldSelf'),
            d: { ...text, default: 'dd' },
          },
        },
      },
      "self.all(e, e.d != 'bad')",
    ),
    same: ruled(
      {
        ...keyed,
        items: {
          type: 'object',
          required: ['k'],
          properties: { k: text, p: { type: 'integer', default: 80 }, v: text },
        },
      },
      'self == oldSelf',
    ),
    atomic: { type: 'array', maxItems: 5, items: text },
    list: ruled({ type: 'array', maxItems: 5, items: text }, 'self == oldSelf'),
    map: { type: 'object', maxProperties: 5, additionalProperties: ruled({ type: 'integer' }, 'self >= oldSelf') },
    kept: ruled({ type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, 'self == oldSelf'),
    group: ruled(
      { type: 'object', properties: { a: text, n: { ...text, nullable: true }, d: { type: 'integer', default: 1 } } },
      'self == oldSelf',
    ),
  },
  [],
  {
    'x-kubernetes-validations': [
      { rule: '!has(oldSelf.fixed) || has(self.fixed)', message: 'fixed cannot go' },
      { rule: 'has(self.list) == has(oldSelf.list)', message: 'list cannot come or go', fieldPath: '.list' },
    ],
  },
);

/** Where a rule is said to be broken, and in which words. */
const words = crdOf('Word', {
  plain: { ...text, 'x-kubernetes-validations': [{ rule: "self != 'x'" }] },
  blanks: { ...text, 'x-kubernetes-validations': [{ rule: "  self != 'x'\n", message: '  blanks around  ' }] },
  made: ruled({ type: 'integer' }, 'self > 0', { messageExpression: "self < -1 ? 'very' : 'made  '" }),
  failing: ruled({ type: 'integer' }, 'self > 0', { messageExpression: "1 / self > 3 ? 'a' : 'b'" }),
  lines: ruled({ type: 'integer' }, 'self > 0', { messageExpression: "'a\\nb'" }),
  empty: ruled({ type: 'integer' }, 'self > 0', { messageExpression: "' '" }),
  forbidden: ruled(text, "self != 'x'", { reason: 'FieldValueForbidden' }),
  required: ruled(text, "self != 'x'", { reason: 'FieldValueRequired' }),
  invalid: ruled(text, "self != 'x'", { reason: 'FieldValueInvalid' }),
  place: ruled(
    { type: 'object', properties: { a: { type: 'object', properties: { 'b.c': text } }, d: text } },
    "!has(self.d) || self.d != 'x'",
    { fieldPath: ".a['b.c']" },
  ),
  entry: ruled({ type: 'object', maxProperties: 5, additionalProperties: text }, "!('x' in self) || self.x != 'a'", {
    fieldPath: '.x',
  }),
  twice: {
    ...text,
    'x-kubernetes-validations': [
      { rule: "self != 'x'", message: 'first' },
      { rule: "!self.startsWith('x')", message: 'second' },
      { rule: "self.substring(1) != ''", message: 'may fail' },
    ],
  },
});

export const ruleCrds: readonly RuleCrd[] = [shapes, changes, words];
