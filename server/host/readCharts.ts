import {
  mostChartFiles,
  mostChartText,
  referredFiles,
  valuesSchemaFile,
} from '../../schemas/compiler/charts/chartFiles.ts';
import type { ChartFiles } from '../../schemas/compiler/charts/chartFiles.ts';

/** Where charts lie: folders by path or by URI, without a slash at their end. */
export interface ChartDisk {
  /** A file of a folder, by a path in which nothing is a link. @param most UTF-16 code units of it */
  read(folder: string, path: string, most: number): Promise<string | undefined>;
  /** The folders in a folder of a folder that are no links. */
  foldersIn(folder: string, path: string): Promise<readonly string[]>;
}

/** Charts that are unpacked in one, all levels together. */
const mostCharts = 200;
const deepest = 5;

/**
 * What the chart in a folder and the charts that are unpacked in its `charts/` say of their values, by folder; those that bring
 * no schema are left out. Links are not followed, and nothing outside of a chart is read.
 */
export async function readCharts(folder: string, disk: ChartDisk): Promise<ReadonlyMap<string, ChartFiles>> {
  const found = new Map<string, ChartFiles>();
  let left = mostCharts;
  async function enter(current: string, depth: number): Promise<void> {
    if (left-- <= 0 || depth > deepest) return;
    const files = await readSchemaFiles(current, disk);
    if (files) found.set(current, files);
    for (const inner of await disk.foldersIn(current, 'charts')) await enter(inner, depth + 1);
  }
  await enter(folder, 0);
  return found;
}

/** The schema of one chart and the files that it refers to, as far as there is room. */
async function readSchemaFiles(folder: string, disk: ChartDisk): Promise<ChartFiles | undefined> {
  const files: Record<string, string> = {};
  const wanted = [valuesSchemaFile];
  let left = mostChartText;
  for (const name of wanted) {
    const text = await disk.read(folder, name, left);
    if (text === undefined) continue;
    left -= text.length;
    files[name] = text;
    for (const other of referredFiles(text, name))
      if (!wanted.includes(other) && wanted.length < mostChartFiles) wanted.push(other);
  }
  return valuesSchemaFile in files ? files : undefined;
}
