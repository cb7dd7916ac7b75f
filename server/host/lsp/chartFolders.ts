import { valuesSchemaFile } from '../../../schemas/compiler/charts/chartFiles.ts';
import { canonicalUri, isIn } from './canonicalUri.ts';
import type { SessionWorkspace } from './environment.ts';

/** Keeps the service told of what the charts of the workspace say of their values; in a workspace that is not trusted, of nothing. */
export class ChartFolders {
  readonly #workspace: SessionWorkspace;
  /** Folders of charts, and those of charts in them. */
  readonly #known = new Map<string, ReadonlySet<string>>();

  constructor(workspace: SessionWorkspace) {
    this.#workspace = workspace;
  }

  /** Reads the chart that a `Chart.yaml` is of, anew if it is known. */
  async read(chartFile: string): Promise<void> {
    const { environment, options, service } = this.#workspace;
    if (options.trusted === false || !environment.readCharts) return;
    const folder = folderOf(chartFile);
    const charts = await environment.readCharts(folder);
    const before = this.#known.get(folder) ?? [];
    for (const each of before) if (!charts.has(each)) service.setChart(each, undefined);
    for (const [each, files] of charts) service.setChart(each, files);
    this.#known.set(folder, new Set(charts.keys()));
  }

  /** Where nobody reads the workspace, the chart is read beside a file of values that is opened. Returns whether it was. */
  async readBeside(key: string): Promise<boolean> {
    const { environment, folders, options, open, service } = this.#workspace;
    const chartFile = `${folderOf(key)}/Chart.yaml`;
    const isWanted = isChartFile(key) || /values[^/]*$/i.test(key);
    const isInside = folders.some((each) => isIn(each, key));
    if (!isWanted || !isInside || options.trusted === false || !environment.readChartFile) return false;
    const text = open.has(chartFile) ? undefined : await environment.readChartFile(folderOf(key));
    if (text !== undefined && !open.has(chartFile)) service.setFile(chartFile, text, 'background');
    await this.read(chartFile);
    return true;
  }

  /** Files that have come, changed or gone, by canonical URI. */
  async update(uris: readonly string[]): Promise<void> {
    const charts = new Set<string>();
    for (const uri of uris) {
      if (isChartFile(uri)) charts.add(uri);
      if (!uri.endsWith('.json')) continue;
      if (uri.endsWith(`/${valuesSchemaFile}`)) charts.add(`${folderOf(uri)}/Chart.yaml`);
      for (const folder of this.#known.keys()) if (uri.startsWith(`${folder}/`)) charts.add(`${folder}/Chart.yaml`);
    }
    for (const chart of charts) await this.read(chart);
  }

  /** Of charts that are gone nothing is known any more. */
  forget(isGone: (uri: string) => boolean): void {
    for (const [folder, charts] of this.#known) {
      if (!isGone(`${folder}/Chart.yaml`)) continue;
      this.#known.delete(folder);
      for (const each of charts) this.#workspace.service.setChart(each, undefined);
    }
  }
}

export function isChartFile(uri: string): boolean {
  return uri.endsWith('/Chart.yaml');
}

function folderOf(uri: string): string {
  const key = canonicalUri(uri);
  return key.slice(0, key.lastIndexOf('/'));
}
