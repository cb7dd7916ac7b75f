import { say } from '../../schemas/vocabulary/say.ts';
import { describe as readDescription } from '../session/describe.ts';
import { renderReport } from '../session/report.ts';
import { withLive } from '../session/resolveTarget.ts';
import { placeOf } from '../session/target.ts';
import { withProgress } from '../screen/ask.ts';
import { wording } from '../screen/shown.ts';
import { showPage } from '../ui/pages.ts';
import { againOn } from './againOn.ts';
import type { Command } from './command.ts';

/** A page with what the cluster has of a resource: state, pods with their roles, services, storage, events. */
export const describe: Command = {
  id: 'dbManifests.describe',
  async run(context, argument) {
    const target = await context.target(argument);
    if (!target) return;
    const { name } = target.resource.identity;
    const { report, found } = await withProgress(say`Describing ${name}`, async ({ signal }) => {
      const live = await withLive(target, signal);
      return { report: await readDescription(live, signal), found: live };
    });
    await showPage({
      ...{ path: ['describe', ...placeOf(target)], title: say`Describe ${name}`, body: renderReport(report, wording) },
      again: againOn('dbManifests.describe', found, argument),
    });
  },
};
