import type { SchemaRule, SchemaRuleFix } from '../contract/index.ts';
import type { SchemaPath } from './authoredSchema.ts';
import type { SchemaReading } from './schemaReading.ts';

type Written = Readonly<Record<string, unknown>>;
type Report = SchemaReading['report'];

/** As in a CRD. */
const keywords = ['rule', 'message', 'messageExpression', 'reason', 'fieldPath', 'optionalOldSelf'];
/** Of our own files. */
const ownKeywords = ['x-since', 'x-until', 'x-fix', 'x-safe'];

/**
 * One entry of `x-kubernetes-validations`. What is malformed is reported; a rule without a usable expression or field path
 * is `undefined`, because it would say something else than its author meant.
 */
export function readRule(value: unknown, path: SchemaPath, reading: SchemaReading): SchemaRule | undefined {
  const { report } = reading;
  const ours = reading.dialect === 'authored';
  if (typeof value !== 'object' || value === null || typeof (value as Written)['rule'] !== 'string') {
    report(path, 'a rule is a map with an expression as "rule"');
    return undefined;
  }
  const written = value as Written;
  for (const keyword of Object.keys(written)) {
    if (keywords.includes(keyword) || (ours && ownKeywords.includes(keyword))) continue;
    report([...path, keyword], `"${keyword}" is no keyword of a rule: see schemas/AUTHORING.md`);
  }
  for (const keyword of ['rule', 'messageExpression'] as const) {
    const expression = textOf(written, keyword)[keyword];
    const fault = expression === undefined ? undefined : reading.expressionFault?.(expression);
    if (fault !== undefined) report([...path, keyword], `the expression cannot be run: ${fault}`);
  }
  const fieldPath = readPath(written, 'fieldPath', path, report);
  if (fieldPath === 'malformed') return undefined;
  return {
    rule: String(written['rule']),
    ...textOf(written, 'message'),
    ...textOf(written, 'messageExpression'),
    ...textOf(written, 'reason'),
    ...(fieldPath === undefined ? {} : { fieldPath }),
    ...(written['optionalOldSelf'] === true ? { optionalOldSelf: true } : {}),
    ...(ours ? readOwn(written, path, report) : {}),
  };
}

function readOwn(written: Written, path: SchemaPath, report: Report): Pick<SchemaRule, 'since' | 'until' | 'fix'> {
  for (const keyword of ['x-since', 'x-until'] as const) {
    const version = written[keyword];
    if (version !== undefined && versionText(version) === undefined)
      report([...path, keyword], `"${keyword}" takes ${versionForm}`);
  }
  const [since, until] = [versionText(written['x-since']), versionText(written['x-until'])];
  const fix = readFix(written, path, report);
  return {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** `undefined` for a number too: without quotes `1.10` is 1.1. */
export function versionText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export const versionForm = 'a version in quotes: without them, 1.10 is 1.1';

function readFix(written: Written, path: SchemaPath, report: Report): SchemaRuleFix | undefined {
  const fix = written['x-fix'];
  if (fix === undefined) {
    if (written['x-safe'] !== undefined) report([...path, 'x-safe'], '"x-safe" stands beside x-fix');
    return undefined;
  }
  const place = [...path, 'x-fix'];
  const { path: where, value } = typeof fix === 'object' && fix !== null ? (fix as Written) : {};
  if (where === undefined && value === undefined) {
    report(
      place,
      'a fix is a map with a "path", which goes or gets the "value", or with a "value" alone, for this place',
    );
    return undefined;
  }
  const target = readPath(fix as Written, 'path', place, report) ?? [];
  if (target === 'malformed') return undefined;
  return {
    path: target,
    ...(value === undefined ? {} : { value }),
    ...(written['x-safe'] === false ? { safe: false } : {}),
  };
}

function textOf<Key extends string>(written: Written, key: Key): Partial<Record<Key, string>> {
  const value = written[key];
  return typeof value === 'string' && value !== '' ? ({ [key]: value } as Record<Key, string>) : {};
}

function readPath(
  written: Written,
  keyword: string,
  path: SchemaPath,
  report: Report,
): readonly string[] | undefined | 'malformed' {
  const value = written[keyword];
  if (value === undefined || value === '') return undefined;
  const steps = typeof value === 'string' ? parseFieldPath(value) : undefined;
  if (steps !== undefined) return steps;
  report([...path, keyword], `"${keyword}" takes a path such as ".spec.replicas" or ".labels['a.b/c']"`);
  return 'malformed';
}

const escapes: Readonly<Record<string, string>> = {
  ...{ a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' },
  ...{ "'": "'", '\\': '\\' },
};

/**
 * `.a.b['c.d']` as its steps; `undefined`: no path that the API server takes. Source: `ValidFieldPath` in
 * k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/validation.go.
 */
export function parseFieldPath(text: string): readonly string[] | undefined {
  const steps: string[] = [];
  const step = /\.([^.[\]']+)|\['((?:[^'\\]|\\.)*)'\]/y;
  while (step.lastIndex < text.length) {
    const match = step.exec(text);
    if (match === null) return undefined;
    const quoted = match[2];
    if (quoted === undefined) {
      steps.push(match[1] ?? '');
      continue;
    }
    if (/\\[^abfnrtv'\\]/.test(quoted.replaceAll('\\\\', ''))) return undefined;
    steps.push(quoted.replace(/\\(.)/g, (_, char: string) => escapes[char] ?? ''));
  }
  return steps;
}
