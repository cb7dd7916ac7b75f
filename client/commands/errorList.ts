import { code, joinMarkdown, markdown } from '../../schemas/vocabulary/markdown.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import { isClusterError } from '../cluster/errors.ts';
import { agoWithTime } from '../session/ago.ts';
import { lineOfPage, showPage } from '../ui/pages.ts';
import type { Remedy } from './remedyFor.ts';
import { remedyTitle } from './remedyTitle.ts';

export interface NotedError {
  readonly error: unknown;
  /** Id of the command that has failed. */
  readonly command: string;
  readonly context: string | undefined;
  readonly remedy: Remedy | undefined;
}

/** How many are kept, the last ones. */
const most = 100;

/** What went wrong since the window was opened, in one place: messages go when they are dismissed. */
export class ErrorList {
  readonly #errors: (NotedError & { readonly time: Date })[] = [];

  /** What was cancelled is no error. */
  note(error: NotedError): void {
    if (isClusterError(error.error, 'cancelled')) return;
    this.#errors.unshift({ ...error, time: new Date() });
    this.#errors.length = Math.min(this.#errors.length, most);
  }

  async show(): Promise<void> {
    const entries = this.#errors.map(({ error, command, context, remedy, time }) => {
      const said = isClusterError(error)
        ? markdown`**${error.message}** ${error.remedy}`
        : markdown`**Something that should not happen did.** See the output "Database Manifests".`;
      const where = context === undefined ? markdown`` : markdown`, context ${code(context)}`;
      const help =
        remedy === undefined ? markdown`` : markdown` What helps: *${lineOfPage(remedyTitle(remedy.command))}*.`;
      return markdown`- ${agoWithTime(time.toISOString())}, ${titleOf(command)}${where}: ${said}${help}`;
    });
    const body =
      entries.length === 0
        ? markdown`Nothing has gone wrong since this window was opened.`
        : joinMarkdown(entries, '\n');
    await showPage({
      ...{ path: ['errors'], title: say`Errors`, body: markdown`# Errors\n\n${body}\n` },
      again: { command: 'dbManifests.showErrors', argument: undefined },
    });
  }
}

/** `dbManifests.copyConnection` becomes `Copy connection`. */
function titleOf(command: string): string {
  const words = command.replace('dbManifests.', '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
