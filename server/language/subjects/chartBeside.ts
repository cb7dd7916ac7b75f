import type { ManifestNode } from '../../../schemas/contract/index.ts';
import type { Workspace } from '../workspace/workspace.ts';

/** What a `Chart.yaml` says. */
export interface ChartBeside {
  readonly name: string;
  /** Of what it installs, where it says so, else its own. */
  readonly version: string | undefined;
  readonly chartVersion: string | undefined;
  /** Other charts, whose values stand below a key. */
  readonly dependencies: readonly ChartDependency[];
}

/** Another chart in one, as its `Chart.yaml` names it. */
export interface ChartDependency {
  readonly name: string;
  readonly key: string;
  readonly version: string | undefined;
  /** `file://../other`: beside the chart. */
  readonly repository: string | undefined;
  /** Paths of values, of which the first that is there says whether it is installed. */
  readonly condition: string | undefined;
}

/** The chart that a file of values belongs to: that of its folder. */
export function chartBeside(workspace: Workspace, uri: string): ChartBeside | undefined {
  const folder = valuesFolder(uri);
  return folder === undefined ? undefined : chartIn(workspace, folder);
}

/** The folder of a file that is called as if it held values. */
export function valuesFolder(uri: string): string | undefined {
  const slash = uri.lastIndexOf('/');
  return /values/i.test(uri.slice(slash + 1)) ? uri.slice(0, slash) : undefined;
}

/** The chart of a folder, a URI without a slash at its end. */
export function chartIn(workspace: Workspace, folder: string): ChartBeside | undefined {
  const [slot] = workspace.file(`${folder}/Chart.yaml`)?.slots ?? [];
  return slot?.fact(chartKey, () => readChart(slot.document.root));
}

const chartKey = Symbol('chart');

function readChart(root: ManifestNode): ChartBeside {
  const version = textOf(root.at('version'));
  return {
    name: textOf(root.at('name')) ?? '',
    version: textOf(root.at('appVersion')) ?? version,
    chartVersion: version,
    dependencies: root
      .at('dependencies')
      .items()
      .flatMap((each) => {
        const name = textOf(each.at('name'));
        if (name === undefined) return [];
        const [repository, condition] = [textOf(each.at('repository')), textOf(each.at('condition'))];
        return [
          { name, key: textOf(each.at('alias')) ?? name, version: textOf(each.at('version')), repository, condition },
        ];
      }),
  };
}

function textOf({ value }: ManifestNode): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
