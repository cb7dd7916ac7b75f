import type { Tunnels } from './tunnels.ts';

/** A connection that another program has been told of. */
export interface HandedOver {
  /** Of the tunnel that it goes through. */
  readonly tunnel: string;
  /** Of the program, and unique there: the same again replaces it. */
  readonly key: string;
  /** Called once, when the tunnel has stopped: takes out what was put in. Never rejects. */
  readonly end: () => Promise<void>;
}

/** What other programs have been told of tunnels, for as long as these are open. */
export class HandOvers {
  private readonly kept = new Map<string, HandedOver>();
  private readonly ending = new Set<Promise<void>>();
  private readonly deaf: () => void;

  constructor(tunnels: Pick<Tunnels, 'onChange'>) {
    this.deaf = tunnels.onChange(({ id }, { kind }) => {
      if (kind === 'stopped') this.end(id);
    });
  }

  keep(handed: HandedOver): void {
    this.kept.set(JSON.stringify([handed.tunnel, handed.key]), handed);
  }

  /** Once all that goes with tunnels that have stopped is taken out. */
  async settled(): Promise<void> {
    while (this.ending.size > 0) await Promise.all(this.ending);
  }

  dispose(): void {
    this.deaf();
  }

  private end(tunnel: string): void {
    for (const [key, handed] of [...this.kept]) {
      if (handed.tunnel !== tunnel) continue;
      this.kept.delete(key);
      const ending = handed.end().finally(() => this.ending.delete(ending));
      this.ending.add(ending);
    }
  }
}
