import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import {
  mostChartFiles,
  mostChartText,
  referredFiles,
  valuesSchemaFile,
} from '../../schemas/compiler/charts/chartFiles.ts';
import type { ChartFiles } from '../../schemas/compiler/charts/chartFiles.ts';
import { readManifest } from './manifestFiles.ts';

/** Charts that are unpacked in one, all levels together. */
const mostCharts = 200;
const deepest = 5;

/**
 * What the chart in a folder and the charts that are unpacked in its `charts/` say of their values, by folder; those that bring
 * no schema are left out. Links are not followed, and nothing outside of a chart is read.
 */
export async function readCharts(folder: string): Promise<ReadonlyMap<string, ChartFiles>> {
  const found = new Map<string, ChartFiles>();
  let left = mostCharts;
  async function enter(current: string, depth: number): Promise<void> {
    if (left-- <= 0 || depth > deepest) return;
    const files = await readSchemaFiles(current);
    if (files) found.set(current, files);
    const inner = path.join(current, 'charts');
    for (const entry of await readdir(inner, { withFileTypes: true }).catch(() => []))
      if (entry.isDirectory()) await enter(path.join(inner, entry.name), depth + 1);
  }
  await enter(folder, 0);
  return found;
}

/** The schema of one chart and the files that it refers to, as far as there is room. */
async function readSchemaFiles(folder: string): Promise<ChartFiles | undefined> {
  const files: Record<string, string> = {};
  const wanted = [valuesSchemaFile];
  let left = mostChartText;
  for (const name of wanted) {
    const text = await readOwn(folder, name, left);
    if (text === undefined) continue;
    left -= text.length;
    files[name] = text;
    for (const other of referredFiles(text, name))
      if (!wanted.includes(other) && wanted.length < mostChartFiles) wanted.push(other);
  }
  return valuesSchemaFile in files ? files : undefined;
}

/** A file of the chart, by a path in which no folder is a link. @param most UTF-16 code units */
async function readOwn(folder: string, name: string, most: number): Promise<string | undefined> {
  let current = folder;
  for (const step of name.split('/')) {
    current = path.join(current, step);
    const found = await lstat(current).catch(() => undefined);
    if (!found || found.isSymbolicLink() || (found.isFile() && found.size > most)) return undefined;
  }
  return readManifest(current);
}
