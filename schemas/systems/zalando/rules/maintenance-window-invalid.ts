import type { Edit, Fix, ManifestNode, Rule } from '../../../contract/index.ts';
import { textItems } from '../../../vocabulary/read.ts';
import { listed, say } from '../../../vocabulary/say.ts';
import { readMaintenanceWindow, type WindowProblem } from '../readMaintenanceWindow.ts';

/** A window that the operator cannot read makes the whole cluster `Invalid`. */
export const maintenanceWindowInvalid: Rule = {
  id: 'zalando/maintenance-window-invalid',
  severity: 'error',
  kinds: ['postgresql'],
  help: `A maintenance window is \`HH:MM-HH:MM\` for every day or \`Mon:HH:MM-HH:MM\` for one, in UTC, with the English day in three
letters. It ends on the day on which it begins, so one over midnight becomes two: \`22:00-23:59\` and \`00:00-02:00\`. With a
window that the operator cannot read, the status is \`Invalid\` and the cluster is neither created nor changed.`,
  source: 'https://github.com/zalando/postgres-operator/blob/v2.0.1/pkg/apis/acid.zalan.do/v1/marshal.go#L28',
  *check({ spec }) {
    const windows = spec.at('maintenanceWindows');
    for (const [text, node] of textItems(windows)) {
      const problem = text.includes('${') ? undefined : readMaintenanceWindow(text);
      if (!problem) continue;
      yield {
        node,
        message: say`Maintenance window "${text}" makes the cluster \`Invalid\`: ${problem.reason}.`,
        fixes: fixesOf(problem, windows, node),
      };
    }
  },
};

function fixesOf({ repaired }: WindowProblem, windows: ManifestNode, node: ManifestNode): Fix[] {
  const [first, ...more] = repaired;
  if (first === undefined) return [];
  const edits: Edit[] = [
    { do: 'set', node, value: first },
    ...more.map((value): Edit => ({ do: 'append', node: windows, value })),
  ];
  const texts = listed(
    repaired.map((window) => `"${window}"`),
    'and',
  );
  return [{ title: say`Write ${texts}`, edits }];
}
