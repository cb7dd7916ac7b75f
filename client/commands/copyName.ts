import { say } from '../../schemas/vocabulary/say.ts';
import { mention } from '../screen/ask.ts';
import { copyText } from '../ui/clipboard.ts';
import type { Command } from './command.ts';

/** The name of a cluster, or of one of its pods. */
export const copyName: Command = {
  id: 'dbManifests.copyName',
  async run(context, argument) {
    const target = await context.target(argument);
    if (!target) return;
    const name = (argument?.from === 'cluster' ? argument.pod : undefined) ?? target.resource.identity.name;
    await copyText(name);
    mention(say`Copied ${name}.`, 5000);
  },
};
