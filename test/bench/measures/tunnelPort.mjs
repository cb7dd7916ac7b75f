// node tunnelPort.mjs KUBECONFIG NAMESPACE POD PORT: our tunnel in a process of its own, as kubectl's is. Prints its port.
import { createClusters } from '../../../out/client/cluster/createClusters.js';
import { openTunnel } from '../../../out/client/session/tunnel.js';
import { podEnd } from '../../../out/client/session/upstreamEnd.js';

const [kubeconfig, namespace, pod, port] = process.argv.slice(2);
const connection = await createClusters({ kubeconfig, environment: process.env }).connect();
const end = podEnd(connection, { namespace, pod }, { id: pod, port: Number(port) });
const upstream = { connection, watches: [], look: () => Promise.resolve({ ends: [end], keeps: () => true }) };
const tunnel = await openTunnel({ upstream, onState: () => undefined });
console.log(tunnel.port);
process.on('SIGTERM', () => process.exit());
