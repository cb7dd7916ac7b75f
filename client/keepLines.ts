import type { LogOutputChannel } from 'vscode';

export interface KeptLines {
  /** The same output, of which what is written is kept too. */
  readonly output: LogOutputChannel;
  /** The last lines with their time and level, the oldest first. */
  readonly lines: () => readonly string[];
}

const levels: ReadonlySet<string> = new Set(['trace', 'debug', 'info', 'warn', 'error']);

/** An output can be written, not read: whoever reports a problem wants its last lines. @param most lines that are kept. */
export function keepLines(output: LogOutputChannel, most = 200): KeptLines {
  const kept: string[] = [];
  const note = (level: string, text: string): void => {
    const time = new Date().toISOString();
    for (const line of text.split(/\r?\n/)) if (line.trim() !== '') kept.push(`${time} ${level} ${line}`);
    kept.splice(0, Math.max(0, kept.length - most));
  };
  return {
    output: new Proxy(output, {
      get(channel, name) {
        const member: unknown = Reflect.get(channel, name, channel);
        if (typeof member !== 'function') return member;
        return (...given: readonly unknown[]): unknown => {
          if (typeof name === 'string' && (levels.has(name) || name.startsWith('append')))
            note(levels.has(name) ? name : 'info', given.map(textOf).join(' '));
          return Reflect.apply(member, channel, given) as unknown;
        };
      },
    }),
    lines: () => kept,
  };
}

function textOf(value: unknown): string {
  return value instanceof Error ? (value.stack ?? value.message) : String(value);
}
