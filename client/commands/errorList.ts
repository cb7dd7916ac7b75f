import { code, joinMarkdown, markdown, markdownIn, saidMarkdown } from '../../schemas/vocabulary/markdown.ts';
import { say } from '../../schemas/vocabulary/say.ts';
import type { Said } from '../../schemas/contract/index.ts';
import { isClusterError } from '../cluster/errors.ts';
import { agoWithTime } from '../session/ago.ts';
import { wording } from '../screen/shown.ts';
import { showPage } from '../ui/pages.ts';
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

  readonly #titleOf: (command: string) => string;

  /** @param titleOf what the editor calls a command, by its id */
  constructor(titleOf: (command: string) => string) {
    this.#titleOf = titleOf;
  }

  /** What was cancelled is no error. */
  note(error: NotedError): void {
    if (isClusterError(error.error, 'cancelled')) return;
    this.#errors.unshift({ ...error, time: new Date() });
    this.#errors.length = Math.min(this.#errors.length, most);
  }

  async show(): Promise<void> {
    const worded = markdownIn(wording);
    const written = (said: Said) => saidMarkdown(said, wording);
    const entries = this.#errors.map(({ error, command, context, remedy, time }) => {
      const said = isClusterError(error)
        ? markdown`**${written(error.said.message)}** ${written(error.said.remedy)}`
        : worded`**Something that should not happen did.** See the output "Database Manifests".`;
      const where = context === undefined ? markdown`` : worded`, context ${code(context)}`;
      const help = remedy === undefined ? markdown`` : worded` What helps: *${written(remedyTitle(remedy.command))}*.`;
      const when = written(agoWithTime(time.toISOString()));
      return markdown`- ${when}, ${this.#titleOf(command)}${where}: ${said}${help}`;
    });
    const body =
      entries.length === 0 ? worded`Nothing has gone wrong since this window was opened.` : joinMarkdown(entries, '\n');
    await showPage({
      ...{ path: ['errors'], title: say`Errors`, body: markdown`# ${written(say`Errors`)}\n\n${body}\n` },
      again: { command: 'dbManifests.showErrors', argument: undefined },
    });
  }
}
