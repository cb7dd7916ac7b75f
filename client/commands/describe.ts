import { say } from '../../schemas/vocabulary/say.ts';
import { describe as readDescription } from '../session/describe.ts';
import { renderReport } from '../session/report.ts';
import { withLive } from '../session/resolveTarget.ts';
import { withProgress } from '../screen/ask.ts';
import { showMarkdown } from '../ui/pages.ts';
import type { Command } from './command.ts';

/** A page with what the cluster has of a resource: state, pods with their roles, services, storage, events. */
export const describe: Command = {
  id: 'dbManifests.describe',
  async run(context, argument) {
    const target = await context.target(argument);
    if (!target) return;
    const { name } = target.resource.identity;
    const report = await withProgress(say`Describing ${name}`, async ({ signal }) =>
      readDescription(await withLive(target, signal), signal),
    );
    await showMarkdown([target.connection.context, target.namespace, `${name}.md`], renderReport(report));
  },
};
