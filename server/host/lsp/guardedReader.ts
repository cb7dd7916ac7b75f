import type { Message, MessageReader } from 'vscode-languageserver';

/**
 * A reader from which nothing comes that the library of the protocol stumbles over before any handler is asked: it takes
 * for granted that a cancellation names a request, and what it throws here would end the process.
 */
export function guardedReader(reader: MessageReader, report: (sentence: string) => void): MessageReader {
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (callback) =>
      reader.listen((message) => {
        try {
          if (isMessage(message)) callback(message);
          else report('A message is none of the protocol. Left aside.');
        } catch (error) {
          report(`A message cannot be taken: ${String(error)}`);
        }
      }),
  };
}

function isMessage(message: unknown): message is Message {
  if (typeof message !== 'object' || message === null || Array.isArray(message)) return false;
  const { method, params } = message as { readonly method?: unknown; readonly params?: unknown };
  if (method === undefined) return true;
  if (typeof method !== 'string') return false;
  return method !== '$/cancelRequest' || isId((params as { readonly id?: unknown } | null | undefined)?.id);
}

function isId(id: unknown): boolean {
  return typeof id === 'string' || typeof id === 'number';
}
