/** The files of a chart that describe its values: texts by path from the chart's folder, with `/`. */
export type ChartFiles = Readonly<Record<string, string>>;

/** The one that describes them; others are those that it refers to. */
export const valuesSchemaFile = 'values.schema.json';

/** Files beside which no more is read: in number, and UTF-16 code units together. */
export const mostChartFiles = 50;
export const mostChartText = 4_000_000;

/**
 * Paths of other files of the chart that a schema refers to, from the chart's folder; what lies outside of it, or elsewhere in
 * the world, is none of them.
 * @param path of the file that the text is of
 */
export function referredFiles(text: string, path: string): string[] {
  const found = new Set<string>();
  for (const [, reference = ''] of text.matchAll(/"\$ref"\s*:\s*"([^"\\#]+)/g)) {
    const file = chartPath(reference, path);
    if (file !== undefined) found.add(file);
  }
  return [...found];
}

/** A relative reference as a path from the chart's folder; `undefined`: it leads out of it. */
export function chartPath(reference: string, from: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/|\\|%|\0/i.test(reference)) return undefined;
  const steps = from.split('/').slice(0, -1);
  for (const step of reference.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}
