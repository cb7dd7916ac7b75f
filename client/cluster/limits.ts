/**
 * How much of somebody else is taken: a server that was broken into, or broken, may not fill the memory of the editor or keep it
 * busy. All far above what is met in earnest.
 */
export const limits = {
  /**
   * Bytes of one answer. A page has at most 500 objects; etcd holds 1.5 MiB of one, but few come near: a page of 500 pods has
   * about 10 MiB. Reading this much JSON takes about a second.
   */
  answer: 128 << 20,
  /** Bytes of all pages of a list. */
  list: 512 << 20,
  /** Pages of a list, with 500 objects in each as a rule; a cluster of 5,000 nodes, the most that Kubernetes promises, has 150,000 pods. */
  pages: 1000,
  /** Bytes of an answer that says why something was refused. What is longer is cut. */
  refusal: 1 << 20,
  /** Bytes of one line of a watch: one object, 1.5 MiB in etcd, larger as JSON. */
  watchLine: 16 << 20,
  /** Bytes of one line of a log, after which the rest of it is left out. Container runtimes cut lines at 16 KiB. */
  logLine: 256 << 10,
  /** Bytes of one message of a WebSocket: the kubelet sends 32 KiB. */
  message: 4 << 20,
  /** Bytes of what a pod's agent says about how a program or a connection has ended. */
  farewell: 64 << 10,
  /** Bytes that a login plug-in may print: a token and two certificates have a few KiB. */
  pluginOutput: 1 << 20,
  /** Bytes of a kubeconfig, and of a file that it names: etcd would not hold a longer one. */
  file: 16 << 20,
  /** Milliseconds until an answer has come in completely, however busy its sender looks. */
  answerTime: 300_000,
} as const;

/** `128 MiB`, of a number of bytes that is at least 1 KiB. */
export function inBytes(bytes: number): string {
  return bytes < 1 << 20 ? `${Math.round(bytes / 1024)} KiB` : `${Math.round(bytes / (1 << 20))} MiB`;
}
