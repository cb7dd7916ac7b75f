import type net from 'node:net';
import type { Duplex } from 'node:stream';

/**
 * Carries what either side sends to the other, no faster than that one reads. The end of one side ends that half only;
 * when one breaks or closes, so does the other, after what was already read is written.
 */
export function joinStreams(client: net.Socket, upstream: Duplex): void {
  upstream.once('close', () => client.destroySoon());
  client.once('close', (failed) => {
    // What an orderly client has sent still goes out; of one that broke nothing is worth sending.
    if (failed || !upstream.writableEnded) upstream.destroy();
  });
  client.pipe(upstream);
  upstream.pipe(client);
  if (client.destroyed) upstream.destroy();
  if (upstream.destroyed) client.destroySoon();
}
