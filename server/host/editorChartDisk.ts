import { chartEntryRequest } from '../../schemas/contract/protocol.ts';
import type { ChartEntryParams, ChartEntryResult } from '../../schemas/contract/protocol.ts';
import type { ChartDisk } from './readCharts.ts';

type Ask = (method: string, params: ChartEntryParams) => Promise<unknown>;

/** Charts where nothing but the editor can read: it is asked, by URI. */
export function editorChartDisk(ask: Ask): ChartDisk {
  const entry = async (folder: string, path: string): Promise<ChartEntryResult> => {
    const uri = `${folder}/${path.split('/').map(encodeURIComponent).join('/')}`;
    // One that does not answer has nothing.
    const answer = await ask(chartEntryRequest, { uri }).catch(() => null);
    return typeof answer === 'object' && answer !== null ? answer : {};
  };
  return {
    async read(folder, path, most) {
      const { text } = await entry(folder, path);
      return typeof text === 'string' && text.length <= most ? text : undefined;
    },
    async foldersIn(folder, path) {
      const { folders } = await entry(folder, path);
      const names = Array.isArray(folders) ? folders.filter((name) => typeof name === 'string') : [];
      return names.map((name) => `${folder}/${path}/${encodeURIComponent(name)}`);
    },
  };
}
