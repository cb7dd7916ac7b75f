import { PublishDiagnosticsNotification } from 'vscode-languageserver';
import type { Message, NotificationMessage, PublishDiagnosticsParams } from 'vscode-languageserver';
import { diagnosticJson } from './convert.ts';

/** A message as JSON in UTF-8. Lists of diagnostics are put together from what each of them was before: nearly all of them. */
export function encodeMessage(message: Message): Promise<Uint8Array> {
  // Like the protocol's own: what cannot be written is an answer, not an exception.
  return new Promise((resolve) => resolve(Buffer.from(jsonOf(message))));
}

function jsonOf(message: Message): string {
  if (!isPublishing(message)) return JSON.stringify(message);
  const { uri, version, diagnostics } = message.params;
  const around = JSON.stringify({
    jsonrpc: message.jsonrpc,
    method: message.method,
    params: { uri, version, diagnostics: [] },
  });
  const end = around.lastIndexOf(']');
  return `${around.slice(0, end)}${diagnostics.map(diagnosticJson).join(',')}${around.slice(end)}`;
}

function isPublishing(
  message: Message,
): message is NotificationMessage & { readonly params: PublishDiagnosticsParams } {
  return (message as Partial<NotificationMessage>).method === PublishDiagnosticsNotification.method;
}
