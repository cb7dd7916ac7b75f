import type { ManifestNode } from '../../../schemas/contract/index.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a `Chart.yaml` says. */
export interface ChartBeside {
  readonly name: string;
  readonly version: string | undefined;
  /** Other charts, whose values stand below a key. */
  readonly dependencies: readonly {
    readonly name: string;
    readonly key: string;
    readonly version: string | undefined;
  }[];
}

/** The chart that a file of values belongs to: that of its folder. */
export function chartBeside(workspace: Workspace, uri: string): ChartBeside | undefined {
  const slash = uri.lastIndexOf('/');
  if (!/values/i.test(uri.slice(slash + 1))) return undefined;
  const [slot] = workspace.file(`${uri.slice(0, slash)}/Chart.yaml`)?.slots ?? [];
  return slot?.fact(chartKey, () => readChart(slot.document.root));
}

const chartKey = Symbol('chart');

function readChart(root: ManifestNode): ChartBeside {
  return {
    name: textOf(root.at('name')) ?? '',
    version: textOf(root.at('appVersion')) ?? textOf(root.at('version')),
    dependencies: root
      .at('dependencies')
      .items()
      .flatMap((each) => {
        const name = textOf(each.at('name'));
        if (name === undefined) return [];
        return [{ name, key: textOf(each.at('alias')) ?? name, version: textOf(each.at('version')) }];
      }),
  };
}

function textOf({ value }: ManifestNode): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
