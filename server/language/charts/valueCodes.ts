/** What can be wrong with values by the schema that their chart brings. */
export type ValueCode =
  | 'values/unknown-key'
  | 'values/missing-key'
  | 'values/type'
  | 'values/enum'
  | 'values/format'
  | 'values/pattern'
  | 'values/bounds'
  | 'values/length'
  | 'values/duplicate-item'
  | 'values/form'
  | 'values/unchecked';

/** Pages about them: Markdown, per code. */
export const valueCodes: Readonly<Record<ValueCode, string>> = {
  'values/unknown-key': `The chart's \`values.schema.json\` allows no value of this name at this place, so \`helm install\` and \`helm upgrade\`
refuse the values. Mostly it is misspelt or indented wrongly.`,
  'values/missing-key': `The chart's \`values.schema.json\` asks for this value. It is looked for in items of lists only: what a map lacks may stand
in another file of values, or the chart has it.`,
  'values/type': `Helm reads this value as another type than the chart's \`values.schema.json\` takes, and refuses it. YAML reads \`on\`, \`yes\` and
\`no\` as booleans and \`17\` or \`0600\` as numbers: where text is wanted, put them in quotes.`,
  'values/enum': `The chart's \`values.schema.json\` lists what this value may be, and this is none of it. Helm refuses the values.`,
  'values/format': `The chart's \`values.schema.json\` asks for a date, an address or another form of text. Not every version of Helm checks it, so it is a
warning.`,
  'values/pattern': `The chart's \`values.schema.json\` compares this text with a pattern, and Helm refuses what does not match.`,
  'values/bounds': `The chart's \`values.schema.json\` allows numbers within bounds, or in steps, and Helm refuses others.`,
  'values/length': `The chart's \`values.schema.json\` says how long a text, a list or a map may be, and Helm refuses others.`,
  'values/duplicate-item': `The chart's \`values.schema.json\` allows each item of this list once only.`,
  'values/form': `The chart's \`values.schema.json\` describes what may stand here, and this fits none of it. Helm refuses the values.`,
  'values/unchecked': `To compare these values with the chart's \`values.schema.json\` takes longer than half a second. It is given up, so that nothing else has
to wait, and not tried again until the schema changes. Helm has no such limit: \`helm lint\` tells what it finds.`,
};
