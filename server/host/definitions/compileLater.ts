import type { CompileDefinition, PlacedJob } from '../../language/definitions/compilations.ts';
import type { CompiledDefinition } from '../../language/definitions/compiledDefinition.ts';

/**
 * Compiles definitions one after the other, off the path of those who ask. Of two jobs about the same thing that wait, the
 * earlier is left out: somebody is typing.
 * @param compile never rejects
 * @param done told each time one is ready
 */
export function compileLater(
  compile: (job: PlacedJob) => Promise<CompiledDefinition>,
  done: () => void,
): CompileDefinition {
  const waiting = new Map<string, () => Promise<void>>();
  let isBusy = false;
  const work = async (): Promise<void> => {
    isBusy = true;
    for (let next = waiting.entries().next(); !next.done; next = waiting.entries().next()) {
      const [place, run] = next.value;
      waiting.delete(place);
      await run();
      done();
    }
    isBusy = false;
  };
  return (job, tell) => {
    waiting.delete(job.place);
    waiting.set(job.place, async () => tell(await compile(job)));
    // It cannot fail: neither can what it does.
    if (!isBusy) work().catch(() => undefined);
  };
}
